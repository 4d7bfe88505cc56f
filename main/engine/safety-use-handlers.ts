import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import type { Audit } from './audit.ts';
import type { Engine } from './engine.ts';
import { seenIn } from './safety-views.ts';

/** What the engine answers to messages about the use of safety forecasts. Every change is kept in the audit trail. */
export function safetyUseHandlers(
  { store, safetyUse, safetyStandIns }: Engine,
  audit: Audit,
): Pick<
  Handlers<EngineMessages>,
  | 'safety.use'
  | 'safety.record-purpose'
  | 'safety.withdraw-purpose'
  | 'safety.switch'
  | 'safety.stop'
  | 'safety.resume'
  | 'safety.seen'
  | 'safety.stand-ins'
> {
  return {
    'safety.use': async () => await safetyUse.state(),
    'safety.record-purpose': async (body, context) => {
      const state = await safetyUse.record(body, context.actor);
      await audit(context, 'safety.record-purpose', { ...body, purpose: state.purposes[0]?.id });
      return state;
    },
    'safety.withdraw-purpose': async (body, context) => {
      const state = await safetyUse.withdraw(body, context.actor);
      await audit(context, 'safety.withdraw-purpose', body);
      return state;
    },
    'safety.switch': async (body, context) => {
      const state = await safetyUse.switch(body, context.actor);
      await audit(context, 'safety.switch', body);
      return state;
    },
    'safety.stop': async (body, context) => {
      const state = await safetyUse.stop(body, context.actor);
      await audit(context, 'safety.stop', body);
      return state;
    },
    'safety.resume': async (body, context) => {
      const state = await safetyUse.resume(body, context.actor);
      await audit(context, 'safety.resume', body);
      return state;
    },
    'safety.stand-ins': async ({ limit }) => ({ standIns: await safetyStandIns.latest(limit) }),
    'safety.seen': async ({ limit }) => ({ seen: await seenIn(store.audit, limit) }),
  };
}
