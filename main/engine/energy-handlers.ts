import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import { evaluateDayAhead } from '../forecast/evaluation/day-ahead-evaluation.ts';
import { outlookAnswer } from '../forecast/loads/outlook-answer.ts';
import type { Audit } from './audit.ts';
import type { Engine } from './engine.ts';
import { recordTestLook } from './test-looks.ts';

/** What the engine answers to messages about loads. */
export function energyHandlers(
  { store, training, forecasts, options }: Engine,
  audit: Audit,
): Pick<Handlers<EngineMessages>, 'energy.evaluate' | 'loads.outlook'> {
  return {
    'energy.evaluate': async (body, context) => {
      const scene = await forecasts.of('energy').scene();
      const care = { signal: context.signal, onProgress: context.progress };
      const table = await evaluateDayAhead(store, training, scene, body, care);
      if (table.split === 'test') {
        await recordTestLook(store.folder.models, options.version, table);
        await audit(context, 'energy.evaluate', { split: table.split, dataHash: table.dataHash });
      }
      return table;
    },
    'loads.outlook': async ({ asOf }) =>
      await outlookAnswer(store, await forecasts.of('energy').scene(), asOf ?? (await forecasts.clock()).now),
  };
}
