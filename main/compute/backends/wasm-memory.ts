import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** How a module compiled by Emscripten hands out memory; the address 0 says that there is none. */
interface Allocator {
  _malloc: (bytes: number) => number;
  readonly _free: (address: number) => void;
}

/** Kept free for what kernels allocate within (packed weights, above all). */
const reserveBytes = 8 * 1024 * 1024;
const guarded = new WeakSet<object>();

/**
 * Makes a backend throw a RangeError where its memory is full. By itself TensorFlow.js takes the address 0 for
 * memory and overwrites what lies there, and a kernel that gets none for itself leaves its result unwritten: wrong
 * numbers and no error, both.
 */
export function refuseFailedAllocations({ wasm }: BackendWasm): void {
  if (guarded.has(wasm) || !isAllocator(wasm)) return;
  guarded.add(wasm);
  // The first call puts the real function in place.
  wasm._free(wasm._malloc(1));
  const { _malloc: allocate } = wasm;
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    const reserve = allocate(reserveBytes);
    wasm._free(reserve);
    if (reserve !== 0 && (address !== 0 || bytes === 0)) return address;
    wasm._free(address);
    throw new RangeError(`wasm is out of memory: ${String(bytes)} bytes`);
  };
}

function isAllocator(module: object): module is Allocator {
  return '_malloc' in module && '_free' in module;
}
