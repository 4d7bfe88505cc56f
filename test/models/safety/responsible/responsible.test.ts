import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../../main/common/seeded-random.ts';
import { defaultCategories, discretionaryCategories } from '../../../../main/common/safety-categories.ts';
import { exposureRate } from '../../../../models/safety/responsible/exposure-rate.ts';
import {
  chanceOf,
  isDistinguishable,
  standOut,
} from '../../../../models/safety/responsible/false-discovery.ts';
import { completeness, correctedForDelay } from '../../../../models/safety/responsible/reporting-delay.ts';
import { defaultChoice, leftOutBecause } from '../../../../models/safety/responsible/training-choice.ts';
import { poisson } from '../small-town.ts';

describe('what is learned from', () => {
  test('what the public reported and what nobody typed, not what officers or sensors found', () => {
    expect(leftOutBecause({ kind: 'theft', reporter: 'public' }, defaultChoice)).toBeNull();
    expect(leftOutBecause({ kind: 'theft', reporter: null }, defaultChoice)).toBeNull();
    expect(leftOutBecause({ kind: 'theft', reporter: 'officers' }, defaultChoice)).toBe('found-by-officers');
    expect(leftOutBecause({ kind: 'collision', reporter: 'sensor' }, defaultChoice)).toBe('sensor');
  });

  test.each(discretionaryCategories)('%s only where somebody switched it on', (kind) => {
    expect(leftOutBecause({ kind, reporter: 'public' }, defaultChoice)).toBe('discretionary');
    expect(leftOutBecause({ kind, reporter: 'public' }, { ...defaultChoice, switchedOn: [kind] })).toBeNull();
    expect(defaultCategories).not.toContain(kind);
  });

  test('without the untyped where somebody wants to be strict', () => {
    const strict = { ...defaultChoice, isUntypedTaken: false };
    expect(leftOutBecause({ kind: 'fire', reporter: null }, strict)).not.toBeNull();
  });
});

describe('rates', () => {
  test('a count over what could have been hit, with an interval that is wide where the count is small', () => {
    const few = exposureRate(4, 2);
    const many = exposureRate(400, 200);
    expect(few?.rate).toBe(2);
    expect(many?.rate).toBe(2);
    expect(few?.low).toBeCloseTo(0.54, 1);
    expect(few?.high).toBeCloseTo(5.12, 1);
    expect((many?.high ?? 0) - (many?.low ?? 0)).toBeLessThan(0.5);
    expect(exposureRate(0, 10)?.low).toBe(0);
  });

  test('none where there is no exposure or nobody knows it', () => {
    expect(exposureRate(3, 0)).toBeNull();
    expect(exposureRate(3, NaN)).toBeNull();
  });
});

describe('not distinguishable from the long-run mean', () => {
  test('the chance of a count is that of the distribution, to both sides', () => {
    expect(chanceOf({ count: 0, expected: 3, dispersion: 0 })).toBeCloseTo(2 * Math.exp(-3), 6);
    expect(chanceOf({ count: 3, expected: 3, dispersion: 0 })).toBe(1);
    expect(chanceOf({ count: 12, expected: 3, dispersion: 0.5 })).toBeGreaterThan(
      chanceOf({ count: 12, expected: 3, dispersion: 0 }),
    );
  });

  test('the procedure of Benjamini and Hochberg, on their own example at 5 %', () => {
    const chances = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(standOut(chances, 0.05).filter(Boolean)).toHaveLength(4);
    expect(standOut([0.9, 0.8], 0.05)).toEqual([false, false]);
    expect(standOut([])).toEqual([]);
  });

  test('where nothing differs, hardly ever is anything found; among real differences at most a tenth is false', () => {
    const random = new SeededRandom(2);
    let anything = 0;
    let called = 0;
    let wrong = 0;
    for (let round = 0; round < 200; round++) {
      const calm = Array.from({ length: 300 }, () => ({
        count: poisson(random, 4),
        expected: 4,
        dispersion: 0,
      }));
      if (isDistinguishable(calm).some(Boolean)) anything++;
      const mixed = calm.map((one, index) => (index < 60 ? { ...one, count: poisson(random, 14) } : one));
      isDistinguishable(mixed).forEach((isFound, index) => {
        if (!isFound) return;
        called++;
        if (index >= 60) wrong++;
      });
    }
    expect(anything / 200).toBeLessThanOrEqual(0.1);
    expect(called).toBeGreaterThan(5000);
    expect(wrong / called).toBeLessThanOrEqual(0.1);
  });
});

describe('reporting delay', () => {
  const delays = [0, 0, 1, 1, 1, 2, 2, 3, 5, 9];
  const incidents = Array.from({ length: 200 }, (_, index) => ({
    startsAt: index,
    receivedAt: index + (delays[index % 10] ?? 0),
  }));

  test('completeness by age is learned from what is old enough, and from nothing received later', () => {
    expect(completeness(incidents, [0, 1, 3, 9], 199)).toEqual(
      [0.2, 0.5, 0.8, 1].map((share) => expect.closeTo(share, 1) as number),
    );
    expect(completeness(incidents, [0, 1, 3, 9], 20)).toBeNull();
    const hurried = incidents.map((one) => (one.startsAt > 150 ? { ...one, receivedAt: one.startsAt } : one));
    expect(completeness(hurried, [0, 9], 155)).toEqual(completeness(incidents, [0, 9], 155));
  });

  test('a young count is corrected and marked, an old one is neither, and one of which next to nothing is known is only marked', () => {
    expect(correctedForDelay(5, 0.5)).toEqual({ count: 10, complete: 0.5, isIncomplete: true });
    expect(correctedForDelay(5, 0.99)).toEqual({ count: 5, complete: 0.99, isIncomplete: false });
    expect(correctedForDelay(5, 0.1)).toEqual({ count: 5, complete: 0.1, isIncomplete: true });
  });
});
