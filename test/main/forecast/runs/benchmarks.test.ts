import { describe, expect, test } from 'vitest';
import type { ForecastRecord } from '../../../../main/common/contract/compute-contract.ts';
import type { SeriesLosses } from '../../../../main/common/rows/series-losses.ts';
import { benchmarkIdOf, benchmarkOf, benchmarksInUse } from '../../../../main/forecast/runs/benchmarks.ts';
import { composed } from '../../../../main/forecast/runs/composed-forecast.ts';
import { servingOf, type Serving } from '../../../../main/forecast/runs/serving.ts';
import { approvedModel } from '../approved-model.ts';

const network = approvedModel('network', 0.3, { isBenchmark: false, isShown: true });
const ridge = approvedModel('ridge', 0.4);
const usual = approvedModel('usual', 0.6);
const last = approvedModel('last', 0.5);

/** Losses at series 10, 20 and so on, each on 40 origins. */
const losses = (
  modelId: string,
  pinball: readonly number[],
  origins: readonly number[] = [],
): SeriesLosses => ({
  modelId,
  version: '1',
  series: Int32Array.from(pinball, (_, index) => 10 * (index + 1)),
  origins: Int32Array.from(pinball, (_, index) => origins[index] ?? 40),
  pinball: Float64Array.from(pinball),
});
function serving(...known: readonly SeriesLosses[]): Serving {
  const found = servingOf([network, usual, ridge, last], known);
  if (found === null) throw new Error('nothing serves');
  return found;
}
const byId = (found: Serving, series: readonly number[]): string[] =>
  series.map((one) => benchmarkOf(found, one).modelId);

describe('the benchmark of a series', () => {
  test('is the one with the lowest loss there, of all that may serve beside the shown one', () => {
    const found = serving(
      losses('ridge', [1, 1, 1]),
      losses('usual', [0.9, 2, 1]),
      losses('last', [0.8, 0.5, 2]),
      losses('network', [0, 0, 0]),
    );
    expect(byId(found, [10, 20, 30])).toEqual(['last', 'last', 'ridge']);
    expect(benchmarksInUse(found).map(({ modelId }) => modelId)).toEqual(['ridge', 'last']);
  });

  test('is the one that is best over all where too little was judged, less than of that, or nothing', () => {
    const found = serving(
      losses('ridge', [1, 1, 1, NaN], [19, 20, 40]),
      losses('last', [0.5, 0.5, 0.5, 0.5, 0.5], [40, 20, 39]),
    );
    expect(byId(found, [10, 20, 30, 40, 50])).toEqual(['ridge', 'last', 'ridge', 'ridge', 'ridge']);
    expect(byId(serving(), [10])).toEqual(['ridge']);
  });

  test('is of the version that serves', () => {
    const other = { ...losses('last', [0.1]), version: '2' };
    expect(byId(serving(losses('ridge', [1]), other), [10])).toEqual(['ridge']);
  });

  test('has its own name, and several together have one, too', () => {
    const mixed = serving(losses('ridge', [1, 1]), losses('last', [0.5, 2]));
    expect(benchmarkIdOf(mixed)).toBe('traffic.own-best');
    expect(benchmarkIdOf(mixed, [10, 20])).toBe('traffic.own-best');
    expect(benchmarkIdOf(mixed, [10])).toBe('last');
    expect(benchmarkIdOf(mixed, [20, 30])).toBe('ridge');
    expect(benchmarkIdOf(serving(losses('ridge', [1])))).toBe('ridge');
  });
});

describe('a forecast of several forecasters', () => {
  const steps = 2;
  const says = (places: readonly number[], value: number): ForecastRecord => ({
    places: Uint32Array.from(places),
    horizonSteps: steps,
    mean: Float32Array.from({ length: places.length * steps }, (_, at) => value + at),
    quantiles: Float32Array.from({ length: places.length * steps * 11 }, (_, at) => value + at / 100),
    imputedSteps: Uint16Array.from(places, (place) => place),
  });

  test('says at each place what the one says that is chosen there, in the order of places', () => {
    const forecasts = new Map([
      ['one', says([0, 1, 2], 100)],
      ['other', says([2, 1], 500)],
    ]);
    const { places, mean, quantiles, imputedSteps } = composed(forecasts, (place) =>
      place === 1 ? 'other' : 'one',
    );
    expect([...places]).toEqual([0, 1, 2]);
    expect([...mean]).toEqual([100, 101, 502, 503, 104, 105]);
    expect(quantiles[2 * 11]).toBeCloseTo(500 + 0.22, 3);
    expect(quantiles).toHaveLength(3 * steps * 11);
    expect([...imputedSteps]).toEqual([0, 1, 2]);
  });

  test('leaves out a place of which the chosen one says nothing', () => {
    const forecasts = new Map([
      ['one', says([0, 1], 100)],
      ['other', says([1], 500)],
    ]);
    expect([...composed(forecasts, (place) => (place === 0 ? 'other' : 'one')).places]).toEqual([1]);
  });
});
