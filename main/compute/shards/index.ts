import { parentPort, workerData } from 'node:worker_threads';
import { Server } from '../../common/contract/server.ts';
import { wasm } from '../backends/wasm.ts';
import { modelFilesOnDisk } from '../model-files-on-disk.ts';
import { TrainedModels } from '../trained-models.ts';
import { shardDataSchema, shardMessages } from './shard-contract.ts';
import { shardHandlers } from './shard-handlers.ts';
import { threadChannel } from './thread-channel.ts';

const { wasmFolder } = shardDataSchema.parse(workerData);
const backend = wasm({ wasmFolder, tensorflowFolder: '' });
if (parentPort !== null)
  new Server(shardMessages, shardHandlers(backend, new TrainedModels(modelFilesOnDisk))).attach(
    threadChannel(parentPort),
  );
