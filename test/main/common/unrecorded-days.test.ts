import { expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { countDays, dayText, unrecordedDays } from '../../../main/common/unrecorded-days.ts';
import { poisson } from '../../models/safety/small-town.ts';

const day = 86_400_000;
const first = Date.UTC(2025, 0, 6);

/** Two years of incidents, so many a day on average. */
function incidents(meanOf: (day: number) => number, seed = 1): number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: 730 }, (_, at) =>
    Array.from(
      { length: poisson(random, meanOf(at)) },
      () => first + at * day + Math.floor(random.next() * day),
    ),
  ).flat();
}

const found = (times: readonly number[]): string[] =>
  unrecordedDays(times).map(({ from, to }) => `${dayText(from)} ${to - from}`);

test('a month without any incident was not recorded, nor were two that lie close together', () => {
  const without = (...months: number[]): number[] =>
    incidents((at) => (months.includes(Math.floor(at / 30)) ? 0 : 12));
  expect(found(without(10))).toEqual(['2025-11-02 30']);
  expect(found(without(10, 12))).toEqual(['2025-11-02 30', '2026-01-01 30']);
  expect(countDays(unrecordedDays(without(5, 10, 11)))).toBe(90);
});

test('one that was written down years before all others makes no years of quiet', () => {
  expect(countDays(unrecordedDays([first - 3650 * day, ...incidents(() => 3)]))).toBeGreaterThan(3600);
});

test.each([0.05, 0.1, 0.3, 0.6])('a town with %d incidents a day keeps its quiet days', (mean) => {
  for (let seed = 1; seed <= 20; seed++) expect(found(incidents(() => mean, seed))).toEqual([]);
});

test('a season in which little happens is one, and so is one that comes in bursts', () => {
  expect(found(incidents((at) => (at % 365 < 120 ? 4 : 0.08)))).toEqual([]);
  expect(found(incidents((at) => (at % 25 === 3 ? 20 : 0.02)))).toEqual([]);
});

test('days off are a rhythm of the week, and a silence shorter than a week is left alone', () => {
  expect(found(incidents((at) => (at % 7 >= 5 ? 0 : 10)))).toEqual([]);
  expect(found(incidents((at) => (at >= 100 && at < 106 ? 0 : 10)))).toEqual([]);
});

test('without incidents there is no silence between them', () => {
  expect(unrecordedDays([])).toEqual([]);
});
