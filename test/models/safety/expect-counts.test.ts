import { describe, expect, test } from 'vitest';
import { mean, meanByWeek } from '../../../models/safety/benchmarks/simple.ts';
import { countRegression } from '../../../models/safety/count-regression-method.ts';
import { etas } from '../../../models/safety/benchmarks/etas.ts';
import { onlyCategories, type Counts } from '../../../models/safety/counts.ts';
import { expectCounts, type CountFits } from '../../../models/safety/expect-counts.ts';
import { fittedCounts } from '../../../models/safety/fitted-counts.ts';
import { countMethodOf } from '../../../models/safety/methods.ts';
import { meanParts } from '../../../models/safety/mean-parts.ts';
import { smallTown } from './small-town.ts';

/** Cells differ by their place alone; weekends are twice as busy. */
const steady = (cell: number, period: number): number =>
  (cell % 6 === 0 ? 1.2 : 0.2) * (period % 7 >= 5 ? 2 : 1);

/** The same counts up to a period, and something else from there on. */
function withOtherFuture(counts: Counts, known: number): Counts {
  const values = counts.values.slice();
  values.forEach((value, index) => {
    if (index % counts.periods >= known) values[index] = value + 3;
  });
  return { ...counts, values };
}

/** Methods fitted to the periods before `end`, as they are stored. */
function fitsOf(counts: Counts, end: number, approved: string | null = null): CountFits {
  const fit = (method: string, categories = counts.categories) =>
    fittedCounts({
      ...{ method, categories: [...categories] },
      state: countMethodOf(method).fit(onlyCategories(counts, categories), end).state,
    });
  return {
    ...{ mean: fit('mean'), meanByWeek: fit('mean-by-week') },
    approved: approved === null ? null : fit(approved),
    learnedUntil: end,
  };
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, one) => total + one, 0);

const town = smallTown(steady, { days: 200, categories: ['fire', 'medical'] });
const until = { ...town, known: 193 };
const fits = fitsOf(until, 155, 'regression');

describe('expected counts', () => {
  test.each([mean, meanByWeek, etas, countRegression])('of $name see nothing that lies ahead', (method) => {
    const small = { ...smallTown(steady, { side: 3, days: 120 }), known: 110 };
    const other = withOtherFuture(small, 110);
    const ahead = (counts: Counts): number[] => [...method.fit(counts, 110).expect(counts, 110, 120).means];
    expect(ahead(other)).toEqual(ahead(small));
  });

  test('are the long-run mean where the model finds no point more, which is said with its figure', async () => {
    const { categories, means, longRun } = await expectCounts(until, 193, 200, fits);
    for (const { method, longRun: usual, heldOut } of categories) {
      expect([method, usual]).toEqual(['mean-by-week', 'mean-by-week']);
      expect(heldOut?.gain?.difference).toBeLessThan(0.01);
      expect(heldOut?.days).toBe(38);
      expect(heldOut?.expected).toBeCloseTo(heldOut?.incidents ?? 0, -2.5);
    }
    expect([...means]).toEqual([...longRun]);
  });

  test('are the model’s where it finds a point more', async () => {
    const moving = smallTown((cell, period) => (cell % 12 === Math.floor(period / 10) % 12 ? 3 : 0.05), {
      days: 300,
    });
    const counts = { ...moving, known: 293 };
    const { categories } = await expectCounts(counts, 293, 300, fitsOf(counts, 235, 'regression'));
    expect(categories[0]).toMatchObject({ method: 'regression', approved: 'regression' });
    expect(categories[0]?.heldOut?.gain?.difference).toBeGreaterThan(0.01);
    const { categories: alone } = await expectCounts(counts, 293, 300, fitsOf(counts, 235));
    expect(alone[0]).toMatchObject({ method: 'mean', approved: null, heldOut: { gain: null } });
  });

  test('of a category that the approved method was not trained for are the mean', async () => {
    const both = fitsOf(until, 155);
    const approved = fitsOf(onlyCategories(until, ['medical']), 155, 'etas').approved;
    const { categories } = await expectCounts(until, 193, 200, { ...both, approved });
    expect(categories.map(({ approved: judged }) => judged)).toEqual([null, 'etas']);
    expect(categories[0]?.heldOut?.gain).toBeNull();
    expect(categories[1]?.heldOut?.gain).not.toBeNull();
  });

  test('of too few days are a mean that nothing was judged of', async () => {
    const young = smallTown(steady, { days: 40 });
    const { categories, heldSeen } = await expectCounts({ ...young, known: 33 }, 33, 40, fitsOf(young, 33));
    expect(categories[0]).toMatchObject({ method: 'mean', heldOut: null });
    expect(heldSeen).toHaveLength(0);
  });

  test('tell a cell from its long-run mean where the last weeks were others, and hardly any other', async () => {
    const changed = smallTown((cell, period) => (cell === 7 && period >= 172 ? 2.5 : steady(cell, period)), {
      days: 207,
    });
    const { isDistinguishable, recentDays, recentSeen, recentExpected } = await expectCounts(
      { ...changed, known: 200 },
      200,
      207,
      fitsOf(changed, 200),
    );
    expect(recentDays).toBe(28);
    expect(isDistinguishable[7]).toBe(1);
    expect(isDistinguishable.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(3);
    expect(recentSeen[7]).toBeGreaterThan(3 * (recentExpected[7] ?? Infinity));
  });

  test('are the mean again where the model did worse lately, whatever it found before', async () => {
    const flips = (period: number): number => (period < 262 ? Math.floor(period / 10) : period * 7);
    const turned = smallTown((cell, period) => (cell % 12 === flips(period) % 12 ? 3 : 0.05), { days: 300 });
    const counts = { ...turned, known: 293 };
    const { categories } = await expectCounts(counts, 293, 300, fitsOf(counts, 215, 'regression'));
    expect(categories[0]).toMatchObject({
      approved: 'regression',
      heldOut: { lately: { isMeanShown: true } },
    });
    expect(categories[0]?.method).toMatch(/^mean/u);
    expect(categories[0]?.heldOut?.gain?.difference).toBeGreaterThan(0.01);
  });

  test('have a track record by area and part of the day, of reported days alone, that adds up', async () => {
    const counts = { ...smallTown(steady, { days: 60, periodsPerDay: 4 }), known: 238 };
    const areas = { count: 2, ofCell: counts.cells.map((_, cell) => Number(cell >= 12)) };
    const reported = { ...fitsOf(counts, 160, 'etas'), reportedUntil: 220, areas };
    const { track, heldSeen } = await expectCounts(counts, 238, 240, reported);
    expect(track).toMatchObject({ from: 40, to: 55 });
    const { seen = [], loss = [], meanLoss = [] } = track?.record ?? {};
    expect(seen).toHaveLength(2 * 4);
    const seenIn = (cells: (cell: number) => boolean): number =>
      heldSeen.filter((_, cell) => cells(cell)).reduce((sum, count) => sum + count, 0);
    expect(sum(seen.slice(0, 4))).toBe(seenIn((cell) => cell < 12));
    expect(sum(seen.slice(4))).toBe(seenIn((cell) => cell >= 12));
    expect(sum(loss)).not.toBe(sum(meanLoss));
    const city = track?.errors.size.slice(-15) ?? [];
    expect(sum(city) / 15).toBeCloseTo(sum(loss) / (60 * counts.cells.length), 9);
  });

  test('can be given up', async () => {
    await expect(expectCounts(until, 193, 200, fits, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});

test.each([0, 3])(
  'the parts of the mean of cell %i make the number that is shown, ahead and in the past',
  async (cell) => {
    const { categories, longRun } = await expectCounts(until, 180, 200, fits);
    for (const [category, { longRun: usual, priorDays }] of categories.entries()) {
      for (const period of [180, 192, 193, 199]) {
        const parts = meanParts(until, category, cell, period, {
          byWeek: usual === 'mean-by-week',
          priorDays,
        });
        const shown = longRun[(category * 20 + period - 180) * town.cells.length + cell] ?? NaN;
        expect(parts.expected).toBeCloseTo(shown, 12);
        expect(parts.seen).toBeGreaterThan(0);
      }
    }
  },
);
