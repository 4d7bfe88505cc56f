import type { BackendFactory } from './backend.ts';
import { cpu } from './cpu.ts';
import { tensorflow } from './tensorflow.ts';
import { wasm } from './wasm.ts';

/** The backends of a compute process, the preferred first. A new one is one file and one line here. */
export const backendFactories: readonly BackendFactory[] = [tensorflow, wasm, cpu];
