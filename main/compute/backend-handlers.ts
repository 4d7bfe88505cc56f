import { memory } from '@tensorflow/tfjs-core';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import type { ActiveBackend } from './active-backend.ts';
import { detectBackends } from './choice.ts';
import { measureParity } from './parity.ts';
import { measureProducts, medianOf } from './speed.ts';
import type { TrainedModels } from './trained-models.ts';

/** The answers about backends. */
export function backendHandlers(
  active: ActiveBackend,
  trained: TrainedModels,
): Pick<Handlers<ComputeMessages>, 'compute.detect' | 'compute.probe' | 'compute.start'> {
  return {
    'compute.detect': async () => ({ backends: await detectBackends(active.all) }),

    'compute.probe': async ({ backend: wanted, models }) => {
      const { parityCases } = await import('../../models/parity.ts');
      const backend = active.named(wanted);
      const parity = await measureParity(active.named('cpu'), backend, parityCases);
      const products = await measureProducts(wanted);
      const latencies: { model: string; milliseconds: number }[] = [];
      for (const { model, setting, stateFile, window } of models) {
        const served = await trained.get(model, setting, stateFile);
        latencies.push({ model, milliseconds: await medianOf(() => served.predict(window)) });
      }
      return { backend: wanted, parity, ...products, latencies };
    },

    'compute.start': async ({ backend }) => ({
      backend: (await active.start(backend)).id,
      tensors: memory().numTensors,
    }),
  };
}
