import { expect, test } from 'vitest';
import { toldHorizons } from '../../../renderer/models/told-horizons.ts';

const horizons = (steps: number, minutes: number): number[] =>
  Array.from({ length: steps }, (_, step) => (step + 1) * minutes);
const told = (minutes: readonly number[]): (number | undefined)[] =>
  toldHorizons(minutes).map((at) => minutes[at]);

test('an hour of five minutes is told whole', () => {
  expect(told(horizons(12, 5))).toEqual(horizons(12, 5));
});

test.each([
  ['a day of ten minutes', horizons(144, 10), horizons(12, 120)],
  ['two days of hours', horizons(48, 60), horizons(12, 240)],
  ['a day of quarter hours', horizons(96, 15), horizons(12, 120)],
  ['half a day and ten minutes', horizons(73, 10), [...horizons(6, 120), 730]],
])('%s: at round times, and at its end', (_, minutes, expected) => {
  expect(told(minutes)).toEqual(expected);
});
