import { ready, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import type { BackendFactory } from './backend.ts';

/** Plain JavaScript: the reference for sameness and the last resort; never chosen while another one starts. */
export const cpu: BackendFactory = () => ({
  id: 'cpu',
  async start() {
    if (!(await setBackend('cpu'))) throw new Error('the cpu backend did not start');
    await ready();
  },
});
