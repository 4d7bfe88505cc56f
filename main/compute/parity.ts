import type { ParityCase } from '../../models/parity.ts';
import type { BackendId } from '../common/backends.ts';
import type { ParityRecord } from '../common/contract/backend-records.ts';
import type { Backend } from './backends/backend.ts';

/** Largest differences to `cpu` that a backend may show. Single precision added up in another order gives about 1e-5. */
export const parityLimits: Readonly<Record<BackendId, ParityRecord['limits']>> = {
  tensorflow: { absolute: 1e-4, relative: 1e-3 },
  webgpu: { absolute: 1e-3, relative: 1e-2 },
  webgl: { absolute: 1e-3, relative: 1e-2 },
  wasm: { absolute: 1e-4, relative: 1e-3 },
  cpu: { absolute: 0, relative: 0 },
};

/** A value this much smaller than the largest of its case is compared with that instead of with itself. */
const floorShare = 0.01;

/** Runs every case on the reference and on a backend, which computes from then on, and compares. */
export async function measureParity(
  reference: Backend,
  backend: Backend,
  cases: readonly ParityCase[],
): Promise<ParityRecord> {
  await reference.start();
  const expected: Float32Array[] = [];
  for (const parityCase of cases) expected.push(await parityCase.run());
  await backend.start();
  let absolute = 0;
  let relative = 0;
  for (const [index, parityCase] of cases.entries()) {
    const found = differences(await parityCase.run(), expected[index] ?? new Float32Array(0));
    absolute = Math.max(absolute, found.absolute);
    relative = Math.max(relative, found.relative);
  }
  const limits = parityLimits[backend.id];
  return {
    absolute,
    relative,
    limits,
    passes: absolute <= limits.absolute && relative <= limits.relative,
  };
}

/** What is no number at all, or is missing, is as far away as can be. */
const hopeless = { absolute: Number.MAX_VALUE, relative: Number.MAX_VALUE };

/** The largest absolute and relative difference. */
export function differences(
  values: Float32Array,
  expected: Float32Array,
): { readonly absolute: number; readonly relative: number } {
  if (values.length !== expected.length) return hopeless;
  const floor = floorShare * expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  let absolute = 0;
  let relative = 0;
  for (const [index, value] of values.entries()) {
    const truth = expected[index] ?? NaN;
    const difference = Math.abs(value - truth);
    if (!(difference < Infinity)) return hopeless;
    absolute = Math.max(absolute, difference);
    if (difference > 0) relative = Math.max(relative, difference / Math.max(Math.abs(truth), floor));
  }
  return { absolute, relative };
}
