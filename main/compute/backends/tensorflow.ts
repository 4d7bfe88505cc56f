import { registerBackend } from '@tensorflow/tfjs-core';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import type { BackendFactory } from './backend.ts';
import { nvidiaHere } from './nvidia.ts';
import { startRegistered } from './start-registered.ts';
import { loadTensorflowAddon } from './tensorflow-addon.ts';
import { cudaOf, tensorflowDevice } from './tensorflow-device.ts';
import './tensorflow-kernels.ts';

const id = 'tensorflow';

/** Native TensorFlow, on NVIDIA's card or the processor: there where it was installed, and nothing is loaded before it is asked for. */
export const tensorflow: BackendFactory = ({ tensorflowFolder }) => {
  let loaded: TFJSBinding | undefined;
  const addon = (): TFJSBinding => {
    if (loaded !== undefined) return loaded;
    const binding = loadTensorflowAddon(tensorflowFolder);
    registerBackend(id, () => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node'));
    loaded = binding;
    return binding;
  };
  return {
    id,
    detect: () =>
      new Promise((resolve) => {
        resolve(tensorflowDevice(addon(), cudaOf(tensorflowFolder), nvidiaHere()));
      }),
    async start() {
      addon();
      await startRegistered(id);
    },
  };
};
