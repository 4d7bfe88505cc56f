import { describe, expect, test } from 'vitest';
import { countStateSchema } from '../../../main/common/contract/count-records.ts';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { etas } from '../../../models/safety/benchmarks/etas.ts';
import {
  exponentialMean,
  kernelDensity,
  mean,
  meanByWeek,
} from '../../../models/safety/benchmarks/simple.ts';
import { withDispersion } from '../../../models/safety/benchmarks/with-dispersion.ts';
import { meanLogScore } from '../../../models/safety/choose-setting.ts';
import { countRegression } from '../../../models/safety/count-regression-method.ts';
import type { CountMethod } from '../../../models/safety/count-method.ts';
import type { Counts } from '../../../models/safety/counts.ts';
import { poisson, smallTown } from './small-town.ts';

const methods: readonly CountMethod[] = [
  mean,
  meanByWeek,
  exponentialMean,
  kernelDensity,
  etas,
  countRegression,
];
const end = 320;
const score = (method: CountMethod, counts: Counts): number =>
  meanLogScore(counts, method.fit(counts, end).expect(counts, end, counts.periods), 0);

describe.each(methods)('$name', (method) => {
  const counts = smallTown((cell) => 0.05 + (cell % 6) / 5);

  test('expects what is usual in each cell', () => {
    const { means } = method.fit(counts, end).expect(counts, end, end + 28);
    for (const cell of [0, 5]) {
      let sum = 0;
      for (let day = 0; day < 28; day++) sum += means[day * 36 + cell] ?? 0;
      expect(sum / 28 / (0.05 + cell / 5)).toBeGreaterThan(0.6);
      expect(sum / 28 / (0.05 + cell / 5)).toBeLessThan(1.7);
    }
  });

  test('is the same once it was stored, also in a city that has more cells by then', () => {
    const model = method.fit(counts, end);
    const back = method.load(countStateSchema.parse(JSON.parse(JSON.stringify(model.state))));
    expect(back.expect(counts, end, end + 7)).toEqual(model.expect(counts, end, end + 7));
    const larger = { ...counts, cells: counts.cells.map((cell, at) => (at === 35 ? 'new' : cell)) };
    expect(back.expect(larger, end, end + 1).means.every((one) => one > 0)).toBe(true);
  });

  test('reads nothing of the period it forecasts, nor of what comes after, nor learns from it', () => {
    const other = {
      ...counts,
      values: counts.values.map((value, index) => (index % 400 >= end ? 9 : value)),
    };
    const first = method.fit(counts, end).expect(counts, end, end + 1);
    const second = method.fit(other, end).expect(other, end, end + 1);
    expect(second.means).toEqual(first.means);
    if (method === etas) return;
    const later = method.fit(other, end).expect(other, end + 1, end + 2);
    const kept = method.fit(counts, end).expect(counts, end + 1, end + 2);
    expect(later.means).not.toEqual(kept.means);
  });
});

test('a rhythm of the week is worth something to those that know of weeks', () => {
  const counts = smallTown((_, day) => (day % 7 < 5 ? 0.2 : 1));
  expect(score(meanByWeek, counts)).toBeLessThan(score(mean, counts) - 0.01);
  expect(score(countRegression, counts)).toBeLessThan(score(mean, counts) - 0.01);
});

test('what changes is followed by an exponential mean, and by the regression', () => {
  const counts = smallTown((cell, day) => (day < 200 === cell % 2 > 0 ? 0.1 : 0.8));
  expect(score(exponentialMean, counts)).toBeLessThan(score(mean, counts) - 0.01);
  expect(score(countRegression, counts)).toBeLessThan(score(mean, counts) - 0.01);
});

test('neighbours help where each cell has seen little', () => {
  const counts = smallTown((cell) => (cell < 72 ? 0.004 : 0.04), { side: 12 });
  expect(score(kernelDensity, counts)).toBeLessThan(score(mean, counts));
});

test('ETAS finds the share that other incidents bring, and little where each comes by itself', () => {
  const share = (town: Counts): number => {
    const { chosen } = etas.fit(town, end);
    return (chosen['own.0'] ?? NaN) + (chosen['around.0'] ?? NaN);
  };
  const bringing = share(contagiousTown(0.6));
  expect(bringing).toBeGreaterThan(0.3);
  expect(bringing).toBeLessThan(0.75);
  expect(share(smallTown(() => 0.3))).toBeLessThan(0.15);
});

test('a benchmark learns how much wider than Poisson its counts are', () => {
  const of = (town: Counts): number => withDispersion(mean).fit(town, end).chosen['dispersion.0'] ?? NaN;
  expect(of(smallTown((cell) => 0.1 + cell / 40))).toBeLessThan(0.1);
  const restless = new SeededRandom(8);
  const days = Float64Array.from({ length: 400 }, () => (restless.next() < 0.5 ? 0.2 : 1.8));
  const town = smallTown((cell, day) => (0.1 + cell / 40) * (days[day] ?? 1));
  expect(of(town)).toBeGreaterThan(0.3);
  const [wide, narrow] = [withDispersion(mean), mean].map((method) => score(method, town));
  expect(wide).toBeLessThan(narrow ?? NaN);
});

/** Each incident brings `share` others to its cell, half of them within a week. */
function contagiousTown(share: number): Counts {
  const counts = smallTown(() => 0);
  const random = new SeededRandom(6);
  const keep = 2 ** (-1 / 7);
  for (let cell = 0; cell < counts.cells.length; cell++) {
    let recent = 0;
    for (let day = 0; day < counts.periods; day++) {
      const count = poisson(random, 0.3 + share * (1 - keep) * recent);
      counts.values[cell * counts.periods + day] = count;
      recent = recent * keep + count;
    }
  }
  return counts;
}
