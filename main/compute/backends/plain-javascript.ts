import { version_core as version } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { Backend } from './backend.ts';
import { startRegistered } from './start-registered.ts';

/**
 * Plain JavaScript, in a process or a page: the reference for parity and the last resort; never chosen while another one
 * starts.
 *
 * @param device the processor as far as it is known
 */
export function plainJavaScript(device: () => string): Backend {
  return {
    id: 'cpu',
    detect: () =>
      Promise.resolve({ device: device(), driver: `TensorFlow.js ${version}`, isSoftware: false }),
    start: () => startRegistered('cpu'),
  };
}
