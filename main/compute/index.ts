import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { computeMessages } from '../common/contract/compute-contract.ts';
import { Server } from '../common/contract/server.ts';
import { backendFactories } from './backends/registry.ts';
import { computeHandlers } from './handlers.ts';
import { modelFilesOnDisk } from './model-files-on-disk.ts';
import { engineChannel } from './parent-channel.ts';
import { ShardPool } from './shards/shard-pool.ts';

const { values } = parseArgs({
  options: {
    wasm: { type: 'string', default: '' },
    tensorflow: { type: 'string', default: '' },
    nice: { type: 'string', default: '0' },
  },
});
// Advertisements of TensorFlow.js do not belong in the output of a command.
enableProdMode();
void engineChannel().then((channel) => {
  setPriority(Number(values.nice));
  const files = { wasmFolder: values.wasm, tensorflowFolder: values.tensorflow };
  const backends = backendFactories.map((factory) => factory(files));
  const shards = new ShardPool(join(import.meta.dirname, 'shard.cjs'), values.wasm);
  new Server(computeMessages, computeHandlers({ backends, files: modelFilesOnDisk, shards })).attach(channel);
  channel.onClose(() => {
    process.exit(0);
  });
});
