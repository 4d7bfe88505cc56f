import { env, findBackend, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { BackendWasm, setWasmPaths, version_wasm as version } from '@tensorflow/tfjs-backend-wasm';
import type { BackendFactory } from './backend.ts';
import { processorName } from './processor.ts';
import { startRegistered } from './start-registered.ts';
import { refuseFailedAllocations } from './wasm-memory.ts';

const id = 'wasm';

/** WebAssembly with SIMD: the embedded default, there on every machine. */
export const wasm: BackendFactory = ({ wasmFolder }) => {
  const start = async (): Promise<void> => {
    setWasmPaths(wasmFolder);
    await withoutItsListeners(() => startRegistered(id));
    const backend: unknown = findBackend(id);
    if (backend instanceof BackendWasm) refuseFailedAllocations(backend);
  };
  return {
    id,
    async detect() {
      const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true ? ', SIMD' : '';
      return { device: processorName(), driver: `TensorFlow.js ${version}${simd}`, isSoftware: false };
    },
    start,
    /** Another module takes its place: one that aborted answers nothing any more, and memory never shrinks again. */
    async recover() {
      const factory = findBackendFactory(id);
      const spent = findBackend(id);
      spent.dispose = () => undefined;
      removeBackend(id);
      registerBackend(id, factory);
      await start();
    },
  };
};

/** Emscripten listens for errors only to throw them again, and with that keeps every module it ever started. */
async function withoutItsListeners(work: () => Promise<void>): Promise<void> {
  const caught = process.listeners('uncaughtException');
  const rejected = process.listeners('unhandledRejection');
  await work();
  for (const listener of process.listeners('uncaughtException'))
    if (!caught.includes(listener)) process.off('uncaughtException', listener);
  for (const listener of process.listeners('unhandledRejection'))
    if (!rejected.includes(listener)) process.off('unhandledRejection', listener);
}
