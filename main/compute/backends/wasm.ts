import { env } from '@tensorflow/tfjs-core';
import { setWasmPaths, version_wasm as version } from '@tensorflow/tfjs-backend-wasm';
import type { BackendFactory } from './backend.ts';
import { processorName } from './processor.ts';
import { startRegistered } from './start-registered.ts';

/** WebAssembly with SIMD: the embedded default, there on every machine. */
export const wasm: BackendFactory = ({ wasmFolder }) => ({
  id: 'wasm',
  async detect() {
    const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true ? ', SIMD' : '';
    return { device: processorName(), driver: `TensorFlow.js ${version}${simd}`, isSoftware: false };
  },
  async start() {
    setWasmPaths(wasmFolder);
    await startRegistered('wasm');
  },
});
