import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { CallContext, Handlers } from '../common/contract/server.ts';
import type { ActionRow } from '../common/rows/actions.ts';
import { actionRecord } from '../forecast/actions/action-records.ts';
import type { Audit } from './audit.ts';
import type { Engine } from './engine.ts';

type ActionMessages = Extract<keyof EngineMessages, `actions.${string}`>;

/** What the engine answers to messages about the log of actions. What changes it is told to every client, and kept in the audit trail. */
export function actionHandlers(engine: Engine, audit: Audit): Pick<Handlers<EngineMessages>, ActionMessages> {
  const { actions } = engine;
  const changed = async (
    context: CallContext,
    message: ActionMessages,
    action: ActionRow,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<{ action: ReturnType<typeof actionRecord> }> => {
    const { actionId, placeKey, kind, note, from, until } = action;
    await audit(context, message, { action: actionId, place: placeKey, kind, note, from, until, ...more });
    engine.emit('actions.changed', {});
    return { action: actionRecord(action) };
  };
  return {
    'actions.list': async (body) => ({ actions: (await actions.list(body)).map(actionRecord) }),
    'actions.log': async (body, context) =>
      await changed(context, 'actions.log', await actions.log(body, context.actor)),
    'actions.end': async (body, context) =>
      await changed(context, 'actions.end', await actions.end(body, context.actor)),
    'actions.take-back': async (body, context) => {
      const { reason } = body;
      return await changed(context, 'actions.take-back', await actions.takeBack(body, context.actor), {
        reason,
      });
    },
  };
}
