import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import { evaluateSafety } from '../forecast/counts/evaluate-safety.ts';
import type { Audit } from './audit.ts';
import type { Engine } from './engine.ts';
import { recordTestLook } from './test-looks.ts';

/** What the engine answers to messages about incidents to be expected. */
export function safetyHandlers(
  { store, training, forecasts, options }: Engine,
  audit: Audit,
): Pick<Handlers<EngineMessages>, 'safety.evaluate'> {
  return {
    'safety.evaluate': async (body, context) => {
      const scene = await forecasts.scene();
      const care = { signal: context.signal, onProgress: context.progress };
      const table = await evaluateSafety(store, training, scene?.zone, body, care);
      if (body.split === 'test') {
        const { dataHash, tables } = table;
        await recordTestLook(store.folder.models, options.version, {
          dataHash,
          unit: 'incidents',
          rows: tables,
        });
        await audit(context, 'safety.evaluate', { ...body, dataHash });
      }
      return table;
    },
  };
}
