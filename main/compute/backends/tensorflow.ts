import { ready, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import '@tensorflow/tfjs-node/dist/register_all_kernels.js';
import type { BackendFactory } from './backend.ts';
import { loadTensorflowAddon } from './tensorflow-addon.ts';

const id = 'tensorflow';

/** Native TensorFlow on the processor: there where it was installed, and nothing is loaded before it starts. */
export const tensorflow: BackendFactory = ({ tensorflowFolder }) => ({
  id,
  async start() {
    const addon = loadTensorflowAddon(tensorflowFolder);
    registerBackend(id, () => new NodeJSKernelBackend(addon, '@tensorflow/tfjs-node'));
    if (!(await setBackend(id))) throw new Error('the tensorflow backend did not start');
    await ready();
  },
});
