import { describe, expect, test } from 'vitest';
import { countBars, gainOverMean } from '../../../models/evaluation/count-bars.ts';
import { judgedDays, runCountProtocol } from '../../../models/evaluation/count-protocol.ts';
import { countScores } from '../../../models/evaluation/count-scores.ts';
import { countMethods } from '../../../models/safety/methods.ts';
import type { Counts } from '../../../models/safety/counts.ts';
import { smallTown } from '../safety/small-town.ts';

const known = (cell: number, day: number): number => (0.1 + cell / 40) * (day % 7 < 5 ? 0.7 : 1.75);

/** Scores of forecasts that are what the counts were drawn from, bent by `bend`. */
function scoresOf(
  counts: Counts,
  bend: (mean: number, cell: number) => number,
): ReturnType<typeof countScores> {
  const cells = counts.cells.length;
  const means = Float64Array.from({ length: counts.periods * cells }, (_, index) =>
    bend(known(index % cells, Math.floor(index / cells)), index % cells),
  );
  return countScores(counts, { from: 0, to: counts.periods, means, dispersions: Float64Array.of(0) }, 0);
}

describe('scores', () => {
  const counts = smallTown(known, { days: 700 });
  const right = scoresOf(counts, (mean) => mean);

  test('what the counts were drawn from is calibrated in every tenth, with slope 1', () => {
    expect(right.slope).toBeCloseTo(1, 1);
    for (const ratio of right.observedOverExpected) expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    expect(countBars({ category: 'fire', against: [], ...right })).toMatchObject({
      tenths: true,
      slope: true,
    });
  });

  test('forecasts that are too bold, too timid or too high are seen', () => {
    expect(scoresOf(counts, (mean) => 0.5 * (mean / 0.5) ** 2).slope).toBeCloseTo(0.5, 1);
    expect(scoresOf(counts, (mean) => Math.sqrt(mean)).slope).toBeCloseTo(2, 0);
    const high = scoresOf(counts, (mean) => 2 * mean);
    expect(high.observedOverExpected[9]).toBeCloseTo(0.5, 1);
    expect(countBars({ category: 'fire', against: [], ...high }).tenths).toBe(false);
    expect(high.logScore).toBeGreaterThan(right.logScore);
  });

  test('hits are the share of all incidents in the watched cells, missed ones counted', () => {
    const one = smallTown((cell) => (cell === 7 ? 2 : 0), { side: 10, days: 10 });
    const means = new Float64Array(1000).map((_, index) => (index % 100 === 7 ? 2 : 0.1));
    const expected = { from: 0, to: 10, means, dispersions: Float64Array.of(0) };
    expect(countScores(one, expected, 0).hits).toEqual(
      [1, 1, 1, 1].map((share) => expect.closeTo(share, 9) as number),
    );
    const events = one.values.reduce((sum, count) => sum + count, 0);
    one.missed[3] = events;
    const { hits, hitsAtFivePerDay } = countScores(one, expected, 0);
    expect(hits[1]).toBeCloseTo(0.5, 9);
    expect(hitsAtFivePerDay.reduce((sum, hit) => sum + hit, 0) / 10).toBeCloseTo(0.5, 9);
  });
});

describe('protocol', () => {
  const counts = smallTown(known, { days: 300 });

  test('the last days are the test part, the days before them the validation part', () => {
    expect(judgedDays(730, 'test')).toEqual({ from: 638, to: 730 });
    expect(judgedDays(730, 'validation')).toEqual({ from: 546, to: 638 });
    expect(judgedDays(100, 'test')).toEqual({ from: 80, to: 100 });
  });

  test('on validation nothing of the test part is read', async () => {
    const spoilt = {
      ...counts,
      values: counts.values.map((value, index) => (index % 300 >= 240 ? 50 : value)),
    };
    const clock = (): number => 0;
    const [first, second] = await Promise.all(
      [counts, spoilt].map((town) => runCountProtocol(town, countMethods, { split: 'validation', clock })),
    );
    expect(second).toEqual(first);
  });

  test('a rhythm of the week lets the regression beat the mean, with an interval; where to watch is the mean’s to say', async () => {
    const { rows } = await runCountProtocol(counts, countMethods, { split: 'test' });
    const cell = rows.find(({ isBenchmark }) => !isBenchmark)?.categories[0];
    expect(cell?.against.map(({ benchmark }) => benchmark)).toEqual(
      countMethods.filter(({ isBenchmark }) => isBenchmark).map(({ name }) => name),
    );
    const [mean] = cell?.against ?? [];
    expect(mean?.logScore.high).toBeLessThan(0);
    expect(cell && gainOverMean(cell).isModelShown).toBe(false);
    expect(
      rows.filter(({ isBenchmark }) => isBenchmark).flatMap(({ categories }) => categories[0]?.against),
    ).toEqual([]);
  });

  test('too few days, and days without an incident, are refused', async () => {
    const few = smallTown(known, { days: 30 });
    await expect(runCountProtocol(few, countMethods, { split: 'validation' })).rejects.toThrow(
      /forecast-no-data/,
    );
    const silent = smallTown((cell, day) => (day < 200 ? known(cell, day) : 0), { days: 300 });
    await expect(runCountProtocol(silent, countMethods, { split: 'test' })).rejects.toThrow(
      /forecast-no-data/,
    );
  });
});
