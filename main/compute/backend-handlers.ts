import { memory } from '@tensorflow/tfjs-core';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import type { ActiveBackend } from './active-backend.ts';
import { detectBackends } from './choice.ts';
import { measureParity } from './parity.ts';
import { measureProducts, medianOf } from './speed.ts';
import type { ForecastRunner } from './forecast-runner.ts';
import type { WorkQueue } from './work-queue.ts';

/** The answers about backends. */
export function backendHandlers(
  active: ActiveBackend,
  runner: ForecastRunner,
  queue: WorkQueue,
): Pick<Handlers<ComputeMessages>, 'compute.detect' | 'compute.probe' | 'compute.start'> {
  return {
    'compute.detect': async () => ({ backends: await detectBackends(active.all) }),

    'compute.probe': async ({ backend: wanted, models }, { signal }) => {
      const { parityCases } = await import('../../models/parity.ts');
      const parity = await measureParity(active.named('cpu'), active.named(wanted), parityCases);
      await active.start(wanted);
      const products = await measureProducts(wanted);
      const latencies: { model: string; milliseconds: number }[] = [];
      for (const run of models) {
        // As forecasts are made, with all the threads that help.
        const milliseconds = await queue.run('background', signal, (turn) =>
          medianOf(() => runner.run(run, turn)),
        );
        latencies.push({ model: run.model, milliseconds });
      }
      return { backend: wanted, parity, ...products, latencies };
    },

    'compute.start': async ({ backend }) => ({
      backend: (await active.start(backend)).id,
      tensors: memory().numTensors,
    }),
  };
}
