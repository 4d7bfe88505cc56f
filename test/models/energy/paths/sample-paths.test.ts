import { describe, expect, it } from 'vitest';
import { changeTemplates } from '../../../../models/energy/paths/change-templates.ts';
import { overloadOf } from '../../../../models/energy/paths/overload.ts';
import { peakOf } from '../../../../models/energy/paths/peak.ts';
import { valueAtShare } from '../../../../models/energy/paths/quantile-function.ts';
import { samplePaths, sortedAt, summedPaths } from '../../../../models/energy/paths/sample-paths.ts';
import { quantileLevels, type Forecast } from '../../../../models/model.ts';
import { smallGrid } from '../small-grid.ts';

const steps = 2;
/** Two places and two steps, each with levels from 100 to 110. */
const forecast: Forecast = {
  places: Uint32Array.of(0, 1),
  horizonSteps: steps,
  levels: quantileLevels,
  mean: new Float32Array(4).fill(105),
  quantiles: Float32Array.from({ length: 4 * 11 }, (_, index) => 100 + (index % 11)),
  imputedSteps: new Uint16Array(2),
  notices: [],
};
const count = 100;
/** Both steps of a place always go together; the places go together by `sign`. */
const templates = (sign: number) => ({
  count,
  values: Float32Array.from({ length: count * 4 }, (_, index) => {
    const template = (37 * Math.floor(index / 4)) % count;
    return index % 4 >= steps ? sign * template : template;
  }),
});

describe('valueAtShare', () => {
  it('hits the levels, lies between them in between, and goes on beyond them', () => {
    const values = forecast.quantiles.subarray(0, 11);
    expect(valueAtShare(quantileLevels, values, 0.05)).toBeCloseTo(100);
    expect(valueAtShare(quantileLevels, values, 0.5)).toBeCloseTo(105);
    expect(valueAtShare(quantileLevels, values, 0.55)).toBeCloseTo(105.5);
    expect(valueAtShare(quantileLevels, values, 0.975)).toBeCloseTo(111);
    expect(valueAtShare(quantileLevels, values, 0.025)).toBeCloseTo(99);
  });
});

describe('samplePaths', () => {
  it('keeps the forecast of each place and step alone', () => {
    const sorted = sortedAt(samplePaths(forecast, templates(1)), 1, 1);
    expect(sorted[49]).toBeCloseTo(104.95, 2);
    expect(sorted.filter((value) => value > 110)).toHaveLength(5);
  });

  it('adds up over places as widely as they go together', () => {
    const spreadOf = (sign: number): number => {
      const sorted = sortedAt(summedPaths(samplePaths(forecast, templates(sign)), [[0, 1]]), 0, 0);
      return (sorted[94] ?? NaN) - (sorted[5] ?? NaN);
    };
    expect(spreadOf(1)).toBeCloseTo(19.6, 0);
    expect(spreadOf(-1)).toBeLessThan(0.5);
  });

  it('sums a tree path by path, so that a substation is its feeders', () => {
    const paths = samplePaths(forecast, templates(1));
    const tree = summedPaths(paths, [[0], [1], [0, 1]]);
    for (let path = 0; path < count; path++) {
      const at = (group: number): number => tree.values[(path * 3 + group) * steps] ?? NaN;
      expect(at(2)).toBeCloseTo(at(0) + at(1), 3);
    }
  });
});

describe('overloadOf', () => {
  it('gives the probability of each step, of any, and the time to the first', () => {
    const { perStep, anyStep, stepsToOverload, stepsAbove } = overloadOf(
      samplePaths(forecast, templates(1)),
      0,
      108,
    );
    expect(perStep[0]).toBeCloseTo(0.2, 2);
    expect(anyStep).toBeCloseTo(0.2, 2);
    expect(stepsAbove).toBeCloseTo(0.4, 2);
    expect(stepsToOverload.median).toBe(0);
  });

  it('sees a rating beyond the highest level, and none that nothing reaches', () => {
    const paths = samplePaths(forecast, templates(1));
    expect(overloadOf(paths, 0, 111).perStep[0]).toBeGreaterThan(0);
    expect(overloadOf(paths, 0, 111).perStep[0]).toBeLessThan(0.05);
    const never = overloadOf(paths, 0, 1000);
    expect(never.anyStep).toBe(0);
    expect(never.stepsToOverload.median).toBeNaN();
  });
});

describe('overloadOf what is fed back', () => {
  it('heats as much as what is drawn', () => {
    const paths = samplePaths(forecast, templates(1));
    const fedBack = { ...paths, values: paths.values.map((value) => -value) };
    expect(overloadOf(fedBack, 0, 108)).toEqual(overloadOf(paths, 0, 108));
  });
});

describe('peakOf', () => {
  it('says when and how high, and how sure that is', () => {
    const quantiles = forecast.quantiles.map((value, index) =>
      Math.floor(index / 11) % 2 === 1 ? value + 8 : value,
    );
    const peak = peakOf(samplePaths({ ...forecast, quantiles }, templates(1)), 0);
    expect(peak.step).toBe(1);
    expect(peak.stepProbability).toBe(1);
    expect([peak.earliest, peak.latest]).toEqual([1, 1]);
    expect(peak.height.median).toBeCloseTo(113, 0);
    expect(peak.height.low).toBeLessThan(peak.height.median);
  });
});

describe('changeTemplates', () => {
  it('takes whole days before the origin, latest first, and none of which much is missing', () => {
    const series = smallGrid({ days: 10 });
    const values = series.values.slice();
    for (let place = 0; place < series.places.length; place++)
      values.fill(NaN, place * series.steps + 6 * 24 + 3, place * series.steps + 6 * 24 + 12);
    const { count: found, values: changes } = changeTemplates({ ...series, values }, 8 * 24, 24, 100);
    expect(found).toBe(5);
    const latest = (values[5 * 24] ?? NaN) - (values[4 * 24] ?? NaN);
    expect(changes[0]).toBeCloseTo(latest, 3);
  });

  it('takes a day with single gaps, which changed as the hours beside them', () => {
    const series = smallGrid({ days: 10 });
    const values = series.values.slice();
    values[7 * 24 + 3] = NaN;
    const { count: found, values: changes } = changeTemplates({ ...series, values }, 8 * 24, 24, 100);
    expect(found).toBe(7);
    expect(changes[3]).toBeCloseTo((values[7 * 24 + 2] ?? NaN) - (values[6 * 24 + 2] ?? NaN), 3);
    expect(changes.some(Number.isNaN)).toBe(false);
  });

  it('takes a place that said nothing all day not to have changed', () => {
    const series = smallGrid({ days: 10 });
    const many = Array.from({ length: 6 }, (_, place) => String(place));
    const values = Float32Array.from(many.flatMap(() => [...series.values.subarray(0, series.steps)]));
    values.fill(NaN, 7 * 24, 8 * 24);
    const grid = { ...series, places: many, values };
    const { count: found, values: changes } = changeTemplates(grid, 8 * 24, 24, 1);
    expect(found).toBe(1);
    expect([...changes.subarray(0, 24)]).toEqual(new Array(24).fill(0));
    expect(changes[24]).not.toBe(0);
  });

  it('sees nothing from the origin on', () => {
    const series = smallGrid({ days: 10 });
    const later = series.values.map((value, index) => (index % series.steps >= 192 ? -1 : value));
    expect(changeTemplates({ ...series, values: later }, 192, 24, 100)).toEqual(
      changeTemplates(series, 192, 24, 100),
    );
  });
});
