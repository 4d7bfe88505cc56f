import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { blockDifference, type LossBlock } from '../../../models/stand-in/block-difference.ts';
import { shouldSwitch, type Shown } from '../../../models/stand-in/decision.ts';

const hour = 3_600_000;
const block = 2 * hour;
const model: Shown = { isBenchmarkShown: false, since: null };
const benchmark = (since: number): Shown => ({ isBenchmarkShown: true, since });

/** Blocks of a hundred forecasts; the model's loss lies `more` above the benchmark's, give or take `noise`. */
function blocks(count: number, more: number, noise: number, seed = 3): LossBlock[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, () => {
    const second = 100 * (2 + 0.2 * random.normal());
    return { count: 100, first: second + 100 * (more + noise * random.normal()), second };
  });
}

describe('the difference of two losses', () => {
  test('is that of all forecasts, with an interval that knows how blocks differ', () => {
    const sure = blockDifference(blocks(40, 0.3, 0.1));
    expect(sure).toMatchObject({ count: 4000, blocks: 40 });
    expect(sure.difference).toBeCloseTo(0.3, 1);
    // Standard error 0.1 / sqrt(40) = 0.016.
    expect(sure.high - sure.low).toBeGreaterThan(0.04);
    expect(sure.high - sure.low).toBeLessThan(0.085);
    const unsure = blockDifference(blocks(40, 0.3, 1));
    expect(unsure.high - unsure.low).toBeGreaterThan(5 * (sure.high - sure.low));
  });

  test('weighs a block by its forecasts', () => {
    const uneven = [
      { count: 900, first: 900, second: 0 },
      { count: 100, first: 0, second: 300 },
    ];
    expect(blockDifference(uneven).difference).toBeCloseTo(0.6, 9);
  });

  test('of no block is none', () => {
    expect(blockDifference([])).toEqual({ count: 0, blocks: 0, difference: NaN, low: NaN, high: NaN });
  });

  test('holds zero in about 95 of 100 cases where there is none', () => {
    const held = Array.from({ length: 200 }, (_, seed) => {
      const { low, high } = blockDifference(blocks(40, 0, 0.5, seed + 1));
      return low <= 0 && high >= 0;
    });
    const share = held.filter(Boolean).length / held.length;
    expect(share).toBeGreaterThan(0.89);
    expect(share).toBeLessThan(0.99);
  });
});

describe('the benchmark', () => {
  const better = blockDifference(blocks(30, 0.3, 0.2));
  const worse = blockDifference(blocks(30, -0.3, 0.2));
  const even = blockDifference(
    Array.from({ length: 30 }, (_, at) => ({ count: 100, first: at % 2 === 0 ? 260 : 150, second: 200 })),
  );

  test('is shown where it is better beyond doubt, and not where nobody can say', () => {
    expect(shouldSwitch(model, better, 0, block, false)).toBe(true);
    expect(shouldSwitch(model, even, 0, block, false)).toBe(false);
    expect(shouldSwitch(model, worse, 0, block, false)).toBe(false);
  });

  test('gives way only where the model is better beyond doubt', () => {
    expect(shouldSwitch(benchmark(0), worse, 6 * hour, block, false)).toBe(true);
    expect(shouldSwitch(benchmark(0), even, 6 * hour, block, false)).toBe(false);
    expect(shouldSwitch(benchmark(0), better, 6 * hour, block, false)).toBe(false);
  });

  test('neither comes nor goes on a small sample', () => {
    expect(shouldSwitch(model, blockDifference(blocks(11, 0.3, 0.1)), 0, block, false)).toBe(false);
    expect(shouldSwitch(model, blockDifference(blocks(12, 0.3, 0.1)), 0, block, false)).toBe(true);
    expect(shouldSwitch(model, { ...better, count: 199 }, 0, block, false)).toBe(false);
    expect(shouldSwitch(model, blockDifference([]), 0, block, false)).toBe(false);
  });

  test('stays, and stays away, for three blocks after a switch', () => {
    expect(shouldSwitch(benchmark(0), worse, 6 * hour - 1, block, false)).toBe(false);
    expect(shouldSwitch({ isBenchmarkShown: false, since: 0 }, better, 6 * hour - 1, block, false)).toBe(
      false,
    );
    expect(shouldSwitch({ isBenchmarkShown: false, since: 0 }, better, 6 * hour, block, false)).toBe(true);
  });

  test('does not change places with the model while an alarm is active', () => {
    expect(shouldSwitch(model, better, 0, block, true)).toBe(false);
    expect(shouldSwitch(benchmark(0), worse, 6 * hour, block, true)).toBe(false);
  });

  test('does not go to and fro where both are as good as each other', () => {
    let shown = model;
    let switches = 0;
    for (let at = 0; at < 60 * 24; at++) {
      const evidence = blockDifference(blocks(40, 0, 0.5, Math.floor(at / 2) + 1));
      if (!shouldSwitch(shown, evidence, at * hour, block, false)) continue;
      shown = { isBenchmarkShown: !shown.isBenchmarkShown, since: at * hour };
      switches++;
    }
    // Of 720 samples that have nothing to do with each other about 2.5 % would say "switch" either way.
    expect(switches).toBeLessThan(40);
  });
});
