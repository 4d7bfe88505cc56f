import { expect, test } from 'vitest';
import type { BackendId } from '../../../../main/common/backends.ts';
import type { BackendRow } from '../../../../main/common/contract/backend-records.ts';
import { choose } from '../../../../main/engine/compute/choose.ts';

interface Traits {
  readonly gigaflops?: number;
  readonly latency?: number;
  readonly passes?: boolean;
  readonly isSoftware?: boolean;
  readonly isRefused?: boolean;
  readonly isFaulty?: boolean;
}

const error = { code: 'backend-unavailable' as const, parameters: {} };

function row(backend: BackendId, traits: Traits = {}): BackendRow {
  const { gigaflops = 10, latency, passes = true, isSoftware = false } = traits;
  const refusal = traits.isRefused === true ? error : null;
  return {
    detection: { backend, device: '', driver: '', isSoftware, refusal },
    measurement:
      refusal === null
        ? {
            backend,
            parity: { absolute: 0, relative: 0, limits: { absolute: 0, relative: 0 }, passes },
            gigaflops,
            productSize: 1024,
            latencies: latency === undefined ? [] : [{ model: 'm', milliseconds: latency }],
          }
        : null,
    fault: traits.isFaulty === true ? error : null,
  };
}

const wasm = row('wasm', { gigaflops: 12 });
const cpu = row('cpu', { gigaflops: 500 });

test.each<[string, BackendRow[], BackendId | null, BackendId | null]>([
  ['the fastest by its products', [row('tensorflow', { gigaflops: 60 }), wasm, cpu], null, 'tensorflow'],
  [
    'the fastest on the own models, whatever its products',
    [row('tensorflow', { gigaflops: 60, latency: 9 }), row('wasm', { gigaflops: 12, latency: 3 }), cpu],
    null,
    'wasm',
  ],
  [
    'by its products where not all were timed on the models',
    [row('tensorflow', { gigaflops: 60, latency: 9 }), row('wasm', { gigaflops: 12 }), cpu],
    null,
    'tensorflow',
  ],
  [
    'never one that computes something else',
    [row('tensorflow', { gigaflops: 60, passes: false }), wasm, cpu],
    null,
    'wasm',
  ],
  [
    'never an imitated card by itself',
    [row('webgl', { gigaflops: 60, isSoftware: true }), wasm, cpu],
    null,
    'wasm',
  ],
  ['an imitated card when insisted on', [row('webgl', { isSoftware: true }), wasm, cpu], 'webgl', 'webgl'],
  ['the reference when insisted on', [wasm, cpu], 'cpu', 'cpu'],
  [
    'what is insisted on but not here is not taken',
    [row('tensorflow', { isRefused: true }), wasm, cpu],
    'tensorflow',
    'wasm',
  ],
  [
    'one that failed at work is not taken',
    [row('tensorflow', { gigaflops: 60, isFaulty: true }), wasm],
    null,
    'wasm',
  ],
  ['not even when insisted on', [row('tensorflow', { isFaulty: true }), wasm], 'tensorflow', 'wasm'],
  ['the reference where nothing else is left', [row('wasm', { isFaulty: true }), cpu], null, 'cpu'],
  ['none where none is here', [row('wasm', { isRefused: true })], null, null],
])('%s', (_name, rows, forced, expected) => {
  expect(choose(rows, forced)).toBe(expected);
});
