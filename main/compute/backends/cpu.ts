import { version_core as version } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { BackendFactory } from './backend.ts';
import { processorName } from './processor.ts';
import { startRegistered } from './start-registered.ts';

/** Plain JavaScript: the reference for parity and the last resort; never chosen while another one starts. */
export const cpu: BackendFactory = () => ({
  id: 'cpu',
  detect: () =>
    Promise.resolve({ device: processorName(), driver: `TensorFlow.js ${version}`, isSoftware: false }),
  start: () => startRegistered('cpu'),
});
