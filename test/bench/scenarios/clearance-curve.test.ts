import { expect, test } from 'vitest';
import { noLinks, type Series } from '../../../models/series/series.ts';
import { ClearanceCurve } from './clearance-curve.ts';

const step = 300_000;
/** 90 as a rule; a collision that is gone at the end of the third step, after which the half comes back, then all. */
const speeds = [90, 30, 30, 60, 90, 90];

function series(values: readonly number[]): Series {
  return {
    ...{ places: ['a'], start: 0, stepSeconds: 300, steps: values.length, values: Float32Array.from(values) },
    calendar: { minuteOfDay: new Uint16Array(values.length), dayOfWeek: new Uint8Array(values.length) },
    ...{ links: noLinks(1), covariates: [] },
  };
}

test('it is the share of what was lacking that is back, and worth that much of what is lacking elsewhere', () => {
  const usual = new Float32Array(6).fill(90);
  const curve = new ClearanceCurve(series(speeds), usual, [{ endsAt: 3 * step, places: [0] }], [1, 2]);
  expect([curve.share(1), curve.share(2)]).toEqual([0.5, 1]);
  const slowed = series([90, 90, 50, 50, 50, 50]);
  expect(curve.effect(slowed, usual, { asOf: 3 * step }, 0, 1)).toBe(20);
  expect(curve.effect(slowed, usual, { asOf: 2 * step }, 0, 1)).toBe(0);
});

test('places that are not slowed at its end teach nothing', () => {
  const usual = new Float32Array(6).fill(90);
  const curve = new ClearanceCurve(
    series([90, 90, 88, 10, 10, 10]),
    usual,
    [{ endsAt: 3 * step, places: [0] }],
    [1],
  );
  expect(curve.share(1)).toBeNaN();
});
