import { expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import type { HeldOutQuantiles } from '../../../models/intervals/conformal.ts';
import { fitPlaceWidths, widenAtPlaces } from '../../../models/intervals/place-widths.ts';
import { levelCount, quantileLevels } from '../../../models/model.ts';

const day = 86_400;
const horizonSteps = 2;

/** Forecasts whose 90 % interval reaches 1.645 to either side of 10, at places whose errors spread so much; none is known of a spread of NaN. */
function heldOut(spreads: readonly number[], origins: number, seed = 1): HeldOutQuantiles[] {
  const random = new SeededRandom(seed);
  const rows = spreads.length * horizonSteps;
  return Array.from({ length: origins }, () => ({
    mean: new Float32Array(rows).fill(10),
    quantiles: Float32Array.from(
      { length: rows * levelCount },
      (_, index) => 10 + (3.29 / 0.9) * ((quantileLevels[index % levelCount] ?? NaN) - 0.5),
    ),
    truth: Float32Array.from(
      { length: rows },
      (_, row) => 10 + (spreads[Math.floor(row / horizonSteps)] ?? NaN) * random.normal(),
    ),
  }));
}

function coverageAt(place: number, forecasts: readonly HeldOutQuantiles[]): number {
  const rows = [place * horizonSteps, place * horizonSteps + 1];
  const inside = forecasts.flatMap(({ quantiles, truth }) =>
    rows.map((row) => {
      const value = truth[row] ?? NaN;
      const [lower, upper] = [quantiles[row * levelCount], quantiles[(row + 1) * levelCount - 1]];
      return value >= (lower ?? NaN) && value <= (upper ?? NaN);
    }),
  );
  return inside.filter(Boolean).length / inside.length;
}

test('places that err more than the others get wider intervals, those that err less narrower ones, and both hold', () => {
  const spreads = [1, 1.6, 0.6];
  const widths = fitPlaceWidths(heldOut(spreads, 2000), horizonSteps, 2000 * day);
  expect(widths[0]).toBeCloseTo(1, 1);
  expect(widths[1]).toBeCloseTo(1.6, 1);
  expect(widths[2]).toBeCloseTo(0.6, 1);
  const fresh = heldOut(spreads, 2000, 2);
  expect(coverageAt(1, fresh)).toBeLessThan(0.75);
  widenAtPlaces(fresh, widths, horizonSteps);
  spreads.forEach((_, place) => {
    expect(coverageAt(place, fresh)).toBeCloseTo(0.9, 1.5);
  });
});

test('the less time was checked at a place, the nearer it stays to all of them', () => {
  const forecasts = heldOut([1.6, NaN], 2000);
  const [week = NaN, unknown] = fitPlaceWidths(forecasts, horizonSteps, 7 * day);
  const [month = NaN] = fitPlaceWidths(forecasts, horizonSteps, 28 * day);
  expect(week).toBeGreaterThan(1.2);
  expect(month).toBeGreaterThan(week);
  expect(month).toBeLessThan(1.6);
  expect(unknown).toBe(1);
  // The same days, half of them not measured at the place.
  const half = forecasts.map((one, index) =>
    index % 2 === 0 ? one : { ...one, truth: new Float32Array(4).fill(NaN) },
  );
  expect(fitPlaceWidths(half, horizonSteps, 28 * day)[0]).toBeLessThan(month);
});

test('no place gets less than half or more than twice the width, and one without errors that of all', () => {
  const widths = fitPlaceWidths(heldOut([0.01, 50, 0], 50), horizonSteps, 1e6 * day);
  expect(widths[0]).toBeCloseTo(0.5);
  expect(widths[1]).toBe(2);
  expect(widths[2]).toBe(1);
});
