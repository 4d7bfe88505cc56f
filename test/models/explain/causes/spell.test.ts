import { expect, test } from 'vitest';
import { spellOf } from '../../../../models/explain/causes/spell.ts';

const step = 300_000;
const end = 100 * step;
const rain = (...strengths: number[]) => spellOf('rain', Float32Array.from(strengths), end, step);

test('a spell lasts from the step after the last dry one, as strong as in its last hour', () => {
  expect(rain(3, 0, 1, 4, 2)).toMatchObject({ kind: 'rain', startsAt: end - 3 * step, strength: 4 });
});

test('one that ended less than an hour ago still counts, one that ended before does not', () => {
  expect(rain(0, 2, ...Array<number>(11).fill(0))).toMatchObject({ startsAt: end - 12 * step, strength: 2 });
  expect(rain(0, 2, ...Array<number>(12).fill(0))).toBeNull();
});

test('what is not known is no weather', () => {
  expect(rain(Number.NaN, Number.NaN)).toBeNull();
});
