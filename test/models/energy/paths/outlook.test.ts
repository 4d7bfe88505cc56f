import { describe, expect, it } from 'vitest';
import { outlookOf, type OutlookRequest } from '../../../../models/energy/paths/outlook.ts';
import { quantileLevels } from '../../../../models/model.ts';

const [places, steps, count] = [3, 4, 50];
const levels = quantileLevels.length;
/** Load of each place and step: place 1 feeds back what its roofs make. */
const loads = [
  [100, 120, 160, 130],
  [20, -80, -40, 30],
  [50, 50, 50, 50],
];
const request = (change: Partial<OutlookRequest> = {}): OutlookRequest => ({
  forecast: {
    places: Uint32Array.from([0, 1, 2]),
    horizonSteps: steps,
    levels: quantileLevels,
    quantiles: Float32Array.from({ length: places * steps * levels }, (_, index) => {
      const cell = Math.floor(index / levels);
      return (loads[Math.floor(cell / steps)]?.[cell % steps] ?? NaN) + 2 * ((index % levels) - 5);
    }),
  },
  templates: {
    count,
    values: Float32Array.from({ length: count * places * steps }, (_, index) => (index * 7919) % 101),
  },
  stepSeconds: 21_600,
  groups: [
    [0, 1],
    [0, 1, 2],
  ],
  ratings: Float32Array.of(165, NaN, 1000, 130, NaN),
  ...change,
});
const outlook = (change: Partial<OutlookRequest> = {}) => {
  const found = outlookOf(request(change));
  if (found === null) throw new Error('there is no outlook');
  return found;
};

describe('an outlook of loads', () => {
  it('says when and how high each place and each sum peaks', () => {
    const { rows, peakStep, peakMedian, peakLower, peakUpper, peakEarliest, peakLatest } = outlook();
    expect(rows).toBe(5);
    expect([peakStep[0], peakStep[1], peakStep[3]]).toEqual([2, 3, 3]);
    expect(peakMedian[0]).toBeCloseTo(160, 0);
    expect(peakLower[0]).toBeLessThan(peakMedian[0] ?? NaN);
    expect(peakUpper[0]).toBeGreaterThan(peakMedian[0] ?? NaN);
    expect([peakEarliest[0], peakLatest[0]]).toEqual([2, 2]);
  });

  it('adds up: the median of a sum lies between what its places say at least and at most', () => {
    const { lower, median, upper } = outlook();
    for (let step = 0; step < steps; step++) {
      const of = (values: Float32Array, row: number): number => values[row * steps + step] ?? NaN;
      const sum = loads.slice(0, 2).reduce((total, load) => total + (load[step] ?? NaN), 0);
      expect(Math.abs(of(median, 3) - sum)).toBeLessThan(4);
      expect(of(lower, 3)).toBeGreaterThanOrEqual(of(lower, 0) + of(lower, 1));
      expect(of(upper, 3)).toBeLessThanOrEqual(of(upper, 0) + of(upper, 1));
    }
  });

  it('gives a probability only where a rating is known', () => {
    const { overAny, over, stepsAbove, peakMedian } = outlook();
    expect(overAny[0]).toBeGreaterThan(0.05);
    expect(overAny[0]).toBeLessThan(0.5);
    expect(over[2]).toBeCloseTo(overAny[0] ?? NaN, 6);
    expect(overAny[1]).toBeNaN();
    expect(stepsAbove[1]).toBeNaN();
    expect(Math.abs((peakMedian[1] ?? NaN) - 30)).toBeLessThan(2);
    expect([overAny[2], stepsAbove[2]]).toEqual([0, 0]);
    expect(overAny[3]).toBeGreaterThan(0.9);
    expect(overAny[4]).toBeNaN();
  });

  it('says nothing of a place without a forecast, nor of what it is part of', () => {
    const { forecast } = request();
    const quantiles = forecast.quantiles.slice();
    quantiles.fill(NaN, 2 * steps * levels);
    const found = outlook({ forecast: { ...forecast, quantiles } });
    expect(found.peakStep[2]).toBeNaN();
    expect(found.overAny[2]).toBeNaN();
    expect(found.peakStep[4]).toBeNaN();
    expect(found.peakStep[3]).toBe(3);
  });

  it('tells the first day ahead and what comes after it apart', () => {
    const { peakStep, peakMedian, nextPeakStep, nextPeakMedian, nextOver, overAny, over } = outlook({
      stepSeconds: 43_200,
    });
    expect([peakStep[0], nextPeakStep[0]]).toEqual([1, 2]);
    expect(peakMedian[0]).toBeCloseTo(120, 0);
    expect(nextPeakMedian[0]).toBeCloseTo(160, 0);
    expect(overAny[0]).toBe(0);
    expect(nextOver[0]).toBeCloseTo(over[2] ?? NaN, 6);
    expect(outlook().nextPeakStep[0]).toBeNaN();
  });

  it('says nothing at all of too few days', () => {
    const { templates } = request();
    expect(outlookOf(request({ templates: { ...templates, count: 19 } }))).toBeNull();
    expect(outlookOf(request({ templates: { ...templates, count: 20 } }))).not.toBeNull();
  });
});
