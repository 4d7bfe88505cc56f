import { join } from 'node:path';
import { median } from '../generated-city.ts';
import type { Contestant } from './contestant.ts';
import { numbersIn } from './serve.mjs';

/** Largest difference between outputs, in spreads of the data, or as a share of a value larger than one. */
const agreement = 1e-4;
/** The same between losses while training: Adam's small constant is added in another place there. */
export const trainingAgreement = 1e-3;
const turns = 11;

/** How contestants did with so many rows: median milliseconds of each turn, by name. */
export type Standing = ReadonlyMap<string, readonly number[]>;

/**
 * @param within largest difference
 * @throws Error when one of them gives something else than the first
 */
export async function requireAgreement(
  contestants: readonly Contestant[],
  rows: number,
  folder: string,
  within = agreement,
): Promise<void> {
  let expected: Float32Array | undefined;
  for (const contestant of contestants) {
    const file = join(folder, 'outputs.f32');
    await contestant.write(rows, file);
    const outputs = numbersIn(file);
    expected ??= outputs;
    const difference = largestDifference(expected, outputs);
    if (!(difference <= within))
      throw new Error(`${contestant.name} differs by ${difference} with ${rows} rows`);
  }
}

/** Infinity where their lengths differ, NaN where one of them holds no number. */
function largestDifference(expected: Float32Array, outputs: Float32Array): number {
  if (expected.length !== outputs.length) return Infinity;
  return outputs.reduce((most, value, index) => {
    const wanted = expected[index] ?? NaN;
    return Math.max(most, Math.abs(value - wanted) / Math.max(1, Math.abs(wanted)));
  }, 0);
}

/**
 * Lets contestants compute one after the other, turn by turn, so that a busy moment of the machine meets them all; each
 * turn another one begins.
 *
 * @param rounds of each in a turn, after a third as many to warm up
 */
export async function race(
  contestants: readonly Contestant[],
  rows: number,
  rounds: number,
): Promise<Standing> {
  const standing = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let turn = 0; turn < turns; turn++) {
    const first = turn % contestants.length;
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const times = await contestant.time(rows, Math.ceil(rounds / 3), rounds);
      standing.get(contestant.name)?.push(median(times));
    }
  }
  return standing;
}

/** How long one took as a share of how long another took, median of the turns. */
export function ratioOf(standing: Standing, one: string, other: string): number {
  const others = standing.get(other) ?? [];
  return median((standing.get(one) ?? []).map((time, turn) => time / (others[turn] ?? NaN)));
}
