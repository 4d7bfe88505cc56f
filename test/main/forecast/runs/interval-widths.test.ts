import { expect, test } from 'vitest';
import type { ForecastRecord } from '../../../../main/common/contract/compute-contract.ts';
import { quantileLevels } from '../../../../main/common/quantiles.ts';
import { ownWidths } from '../../../../main/common/rows/interval-widths.ts';
import { followed, withWidths } from '../../../../main/forecast/runs/interval-widths.ts';

const places = 3;
/** From 40 to 60 around 50 at every place and both steps. */
const forecast: ForecastRecord = {
  places: Uint32Array.of(0, 1, 2),
  horizonSteps: 2,
  mean: new Float32Array(places * 2).fill(50),
  quantiles: Float32Array.from(
    Array.from({ length: places * 2 }).flatMap(() =>
      quantileLevels.map((level) => 50 + (10 / 0.45) * (level - 0.5)),
    ),
  ),
  imputedSteps: Uint16Array.of(0, 0, 2),
};
/** Of the last place nothing was heard; the second is disturbed. */
const origin = {
  window: { history: Float32Array.of(50, 50, 30, NaN, NaN, NaN), historySteps: 2 },
  isDisturbed: Uint8Array.of(0, 1, 0),
};
const series = [{ seriesId: 7 }, { seriesId: 8 }, { seriesId: 9 }];

function widthsShown(...given: Parameters<typeof widen>): number[] {
  const { quantiles } = widen(...given);
  const levels = quantileLevels.length;
  return Array.from({ length: places }, (_, place) => {
    const first = place * 2 * levels;
    return Math.round((quantiles[first + levels - 1] ?? NaN) - (quantiles[first] ?? NaN));
  });
}

function widen(cells: Record<string, number>, ofSeries: readonly (readonly [number, number])[]) {
  return withWidths(forecast, { cells, series: new Map(ofSeries) }, origin, { series });
}

test('intervals are as wide as their part of the horizon, their state and their place ask for', () => {
  expect(widthsShown({}, [])).toEqual([20, 20, 20]);
  expect(widthsShown({ normal2: 1.5 }, [])).toEqual([30, 20, 30]);
  expect(widthsShown({ normal2: 1.5, disturbed2: 2 }, [[8, 0.5]])).toEqual([30, 20, 30]);
  expect(widthsShown({}, [[7, 1.2]])).toEqual([24, 20, 20]);
});

test('a place that is silent has the intervals of all, not those that were learned while it was heard', () => {
  expect(widthsShown({ normal2: 1.5 }, [[9, 0.5]])).toEqual([30, 20, 30]);
});

test('a place that misses becomes wider than one that does not, and one without truth stays', () => {
  const cell = { band: 1, regime: 'normal' as const };
  const misses = {
    cells: [{ ...cell, count: 24, missed: 12 }],
    series: [
      { seriesId: 7, count: 12, missed: 12 },
      { seriesId: 8, count: 12, missed: 0 },
    ],
  };
  const before = { cells: { disturbed1: 2 }, series: new Map([[9, 1.4]]) };
  const { cells, series: ofSeries } = followed(before, misses, 5);
  expect(cells['normal1']).toBeGreaterThan(1);
  expect(cells['disturbed1']).toBe(2);
  expect(ofSeries.get(7)).toBeGreaterThan(1);
  expect(ofSeries.get(8)).toBeLessThan(1);
  expect(ofSeries.get(9)).toBe(1.4);
  expect(followed(ownWidths, { cells: [], series: [] }, 5)).toEqual(ownWidths);
});
