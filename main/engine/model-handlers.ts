import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Progress } from '../common/contract/envelope.ts';
import type { Handlers } from '../common/contract/server.ts';
import type { Audit } from './audit.ts';
import type { Engine } from './engine.ts';

type ModelMessages = Extract<keyof EngineMessages, `models.${string}`>;

/** What the engine answers to messages about versions of models. What changes them is told to every client, and kept in the audit trail. */
export function modelHandlers(engine: Engine, audit: Audit): Pick<Handlers<EngineMessages>, ModelMessages> {
  const { models } = engine;
  /** Work of the engine's own for the models so far would only be in the way of a decision, and is done anew after it. */
  const deciding = async <T>(work: () => Promise<T>): Promise<T> => {
    engine.stopPreparing();
    try {
      return await work();
    } finally {
      engine.emit('models.changed', {});
      engine.prepareInBackground();
    }
  };
  return {
    'models.list': async ({ topic }) => await models.list(topic),
    'models.train': async (body, context) => {
      const progress = (step: Progress): void => {
        context.progress(step);
        engine.emit('work.progress', { work: 'training', progress: step, error: null });
      };
      try {
        const trained = await models.train(body, { signal: context.signal, progress });
        const { model, version, seed } = trained.candidate;
        await audit(context, 'models.train', { model, version, seed });
        return trained;
      } finally {
        engine.emit('work.progress', { work: 'training', progress: null, error: null });
        engine.emit('models.changed', {});
      }
    },
    'models.estimate': async (body, { signal }) => await models.estimate(body, signal),
    'models.approve': async ({ by, ...fit }, context) => {
      const decision = { by: by ?? context.actor, at: Date.now() };
      const served = await deciding(() => models.approve(fit, decision, context.signal));
      await audit(context, 'models.approve', { ...fit, by: decision.by });
      await engine.tellView();
      return served;
    },
    'models.roll-back': async ({ topic, by }, context) => {
      const decision = { by: by ?? context.actor, at: Date.now() };
      const served = await deciding(() => models.rollBack(topic, decision, context.signal));
      const { model, version } = served.shown;
      await audit(context, 'models.roll-back', { topic, to: version, model, by: decision.by });
      await engine.tellView();
      return served;
    },
    'models.retire': async (fit, context) => {
      await models.retire(fit);
      await audit(context, 'models.retire', fit);
      engine.emit('models.changed', {});
      return {};
    },
    'models.compare': async ({ versions }, { signal }) => await models.compare(versions, signal),
  };
}
