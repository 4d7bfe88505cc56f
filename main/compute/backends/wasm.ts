import { setBackend, ready } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendFactory } from './backend.ts';

/** WebAssembly with SIMD: the embedded default, there on every machine. */
export const wasm: BackendFactory = ({ wasmFolder }) => ({
  id: 'wasm',
  async start() {
    setWasmPaths(wasmFolder);
    if (!(await setBackend('wasm'))) throw new Error('the wasm backend did not start');
    await ready();
  },
});
