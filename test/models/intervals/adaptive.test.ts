import { describe, expect, test } from 'vitest';
import { adaptedPlaceWidth, adaptedWidth, widen } from '../../../models/intervals/adaptive.ts';
import { SeededRandom } from '../../../main/common/seeded-random.ts';

/**
 * Truth around a forecast of 0 whose own 90 % interval is right for a spread of 1, step after step of five minutes, where each step's truth
 * is received `delay` steps later. Gives the share inside the adapted interval over the last half.
 */
function coverageOf(
  spread: (step: number) => number,
  { places = 200, steps = 600, delay = 12 } = {},
): number {
  const random = new SeededRandom(5);
  const half = 1.645;
  const made: number[] = [];
  const waiting: { count: number; missed: number }[] = [];
  let width = 1;
  let inside = 0;
  for (let step = 0; step < steps; step++) {
    made.push(width);
    const truths = Array.from({ length: places }, () => spread(step) * random.normal());
    const missed = truths.filter((truth) => Math.abs(truth) > half * width).length;
    if (step >= steps / 2) inside += places - missed;
    waiting.push({ count: places, missed });
    const received = waiting[step - delay];
    if (received !== undefined) width = adaptedWidth(width, received, 5);
  }
  return inside / (places * (steps / 2));
}

describe('the width of intervals', () => {
  test('holds where the errors are as large as was said', () => {
    expect(coverageOf(() => 1)).toBeCloseTo(0.9, 2);
  });

  test('follows errors that grow to twice their size, or shrink, though truth comes an hour late', () => {
    expect(coverageOf((step) => (step < 100 ? 1 : 2))).toBeCloseTo(0.9, 1.5);
    expect(coverageOf((step) => (step < 100 ? 1 : 0.6))).toBeCloseTo(0.9, 1.5);
  });

  test('follows a city of a few places, too, only more slowly', () => {
    expect(coverageOf(() => 2, { places: 4, steps: 4000 })).toBeCloseTo(0.9, 1);
  });

  test('stays within bounds, and where nothing came true', () => {
    let width = 1;
    for (let step = 0; step < 500; step++) width = adaptedWidth(width, { count: 500, missed: 500 }, 60);
    expect(width).toBe(4);
    for (let step = 0; step < 5000; step++) width = adaptedWidth(width, { count: 500, missed: 0 }, 60);
    expect(width).toBe(0.5);
    expect(adaptedWidth(1.3, { count: 0, missed: 0 }, 5)).toBe(1.3);
  });

  test('of one place follows it over days, however many forecasts a time has', () => {
    const random = new SeededRandom(5);
    let width = 1;
    let [steps, inside] = [0, 0];
    for (let step = 0; step < 4000; step++) {
      const isMissed = Math.abs(1.6 * random.normal()) > 1.645 * width;
      if (step >= 1000) [steps, inside] = [steps + 1, inside + (isMissed ? 0 : 1)];
      const forecasts = 1 + random.below(24);
      width = adaptedPlaceWidth(width, { count: forecasts, missed: isMissed ? forecasts : 0 }, 5);
    }
    expect(inside / steps).toBeCloseTo(0.9, 1.5);
    expect(width).toBeCloseTo(1.6, 0.5);
    // One bad quarter of an hour widens by less than the same of all places.
    const missed = { count: 36, missed: 36 };
    expect(adaptedPlaceWidth(1, missed, 15)).toBeGreaterThan(1);
    expect(adaptedPlaceWidth(1, missed, 15)).toBeLessThan(adaptedWidth(1, missed, 15));
    expect(adaptedPlaceWidth(1.3, { count: 0, missed: 0 }, 5)).toBe(1.3);
  });

  test('moves levels away from the median, which stays', () => {
    const levels = Float32Array.of(10, 20, 30, 50);
    widen(levels, 1, 1.5);
    expect([...levels]).toEqual([5, 20, 35, 65]);
  });
});
