import { memory } from '@tensorflow/tfjs-core';
import type { WindowRecord } from '../../common/contract/compute-contract.ts';
import type { Handlers } from '../../common/contract/server.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { Backend } from '../backends/backend.ts';
import { OwnThread } from '../own-thread.ts';
import type { TrainedModels } from '../trained-models.ts';
import type { ShardMessages } from './shard-contract.ts';

/** What a thread of a compute host answers. */
export function shardHandlers(backend: Backend, trained: TrainedModels): Handlers<ShardMessages> {
  let window: WindowRecord | undefined;
  /** By state file: the models that forecast the present window. */
  const forecasters = new Map<string, OwnThread>();
  return {
    'shard.start': async () => {
      await backend.start();
      return {};
    },

    'shard.window': (next) => {
      const places = next.places ?? window?.places ?? [];
      const links = next.links ?? window?.links;
      if (links === undefined) throw new MetropoleError('internal', {}, 'a first window without links');
      window = { ...next, places, links };
      forecasters.clear();
      return {};
    },

    'shard.forecast': async ({ model, setting, stateFile, from, to }) => {
      const served = await trained.get(model, setting, stateFile);
      if (window === undefined) throw new MetropoleError('internal', {}, 'a part before its window');
      const forecaster = forecasters.get(stateFile) ?? new OwnThread(backend, served, window);
      forecasters.set(stateFile, forecaster);
      const before = forecaster.milliseconds;
      const columns = await forecaster.forecast({ from, to });
      const { numTensors: tensors, numBytes: tensorBytes } = memory();
      return { ...columns, milliseconds: forecaster.milliseconds - before, tensors, tensorBytes };
    },
  };
}
