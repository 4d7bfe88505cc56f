import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import { evaluateSafety } from '../forecast/counts/evaluate-safety.ts';
import type { Audit } from './audit.ts';
import type { Engine } from './engine.ts';
import { safetyViewOf } from './safety-views.ts';
import { recordTestLook } from './test-looks.ts';

/** What the engine answers to messages about incidents to be expected. */
export function safetyHandlers(
  { store, training, forecasts, options, expectedIncidents, safetyViews }: Engine,
  audit: Audit,
): Pick<
  Handlers<EngineMessages>,
  'safety.evaluate' | 'safety.map' | 'safety.cell' | 'safety.record' | 'safety.equity'
> {
  return {
    'safety.map': async (body, context) => {
      const answer = await expectedIncidents.map(body, { onProgress: context.progress });
      if (answer.state === 'shown') await safetyViews.note(context, safetyViewOf('map', answer));
      return answer;
    },
    'safety.cell': async (body, context) => {
      const answer = await expectedIncidents.cell(body, { onProgress: context.progress });
      await safetyViews.note(context, { ...safetyViewOf('cell', answer), cell: body.cell });
      return answer;
    },
    'safety.record': async (body, context) => {
      const answer = await expectedIncidents.record(body, { onProgress: context.progress });
      if (answer.record !== null) await safetyViews.note(context, safetyViewOf('record', answer));
      return answer;
    },
    'safety.equity': async (body, context) => {
      const answer = await expectedIncidents.equity(body, { onProgress: context.progress });
      if (answer.state === 'shown') await safetyViews.note(context, safetyViewOf('equity', answer));
      return answer;
    },
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
