import { fitCountRegression } from '../linear/count-regression.ts';
import type { ExpectedCounts } from '../safety/count-method.ts';
import { negativeLogScore } from '../safety/count-likelihood.ts';
import { countsBetween, type Counts } from '../safety/counts.ts';

/** Shares of all cells that are watched when hits are counted. */
export const watchedShares = [0.01, 0.05, 0.1, 0.2] as const;

/** How one method did on one category. */
export interface CountScores {
  /** Mean negative log score per cell and period, without the term ln count!. */
  readonly logScore: number;
  /** The same of each day. */
  readonly logScorePerDay: Float64Array;
  /** Share of all incidents, missed ones too, in the watched cells; for each of `watchedShares`. */
  readonly hits: readonly number[];
  /** What each day adds to the hits at 5 %: their mean is the share. */
  readonly hitsAtFivePerDay: Float64Array;
  /** Observed over expected in each tenth of the forecasts, from the lowest. */
  readonly observedOverExpected: readonly number[];
  /** How many were expected in each tenth. */
  readonly expectedByTenth: readonly number[];
  /** Of the logarithm of the counts over that of the forecasts; 1 where neither too bold nor too timid. */
  readonly slope: number;
}

/** Scores the forecasts of one category. */
export function countScores(counts: Counts, expected: ExpectedCounts, category: number): CountScores {
  const { periodsPerDay, cells, periods, missed } = counts;
  const { from, to } = expected;
  const days = (to - from) / periodsPerDay;
  const total = (to - from) * cells.length;
  const means = expected.means.subarray(category * total, (category + 1) * total);
  const seen = countsBetween(counts, category, from, to);
  const elsewhere = missed.subarray(category * periods + from, category * periods + to);
  const events =
    seen.reduce((sum, count) => sum + count, 0) + elsewhere.reduce((sum, count) => sum + count, 0);
  const logScorePerDay = new Float64Array(days);
  const hitsAtFivePerDay = new Float64Array(days);
  const hits = watchedShares.map(() => 0);
  for (let period = 0; period < to - from; period++) {
    const day = Math.floor(period / periodsPerDay);
    const begin = period * cells.length;
    let score = 0;
    for (let index = begin; index < begin + cells.length; index++)
      score += negativeLogScore(seen[index] ?? 0, means[index] ?? 0, expected.dispersions[category] ?? 0);
    logScorePerDay[day] = (logScorePerDay[day] ?? 0) + score / (cells.length * periodsPerDay);
    const found = foundIn(
      means.subarray(begin, begin + cells.length),
      seen.subarray(begin, begin + cells.length),
    );
    found.forEach((count, share) => {
      hits[share] = (hits[share] ?? 0) + count / events;
    });
    hitsAtFivePerDay[day] = (hitsAtFivePerDay[day] ?? 0) + ((found[1] ?? 0) * days) / events;
  }
  return {
    logScore: logScorePerDay.reduce((sum, score) => sum + score, 0) / days,
    logScorePerDay,
    hits,
    hitsAtFivePerDay,
    ...byTenth(means, seen),
    slope: slopeOf(means, seen),
  };
}

/** How many incidents the cells with the highest forecasts hold, for each watched share. */
function foundIn(means: Float64Array, seen: Uint16Array): number[] {
  const order = Uint32Array.from(means.keys()).sort((a, b) => (means[b] ?? 0) - (means[a] ?? 0) || a - b);
  return watchedShares.map((share) => {
    const watched = order.subarray(0, Math.round(share * means.length));
    return watched.reduce((sum, cell) => sum + (seen[cell] ?? 0), 0);
  });
}

function byTenth(
  means: Float64Array,
  seen: Uint16Array,
): Pick<CountScores, 'observedOverExpected' | 'expectedByTenth'> {
  const order = Uint32Array.from(means.keys()).sort((a, b) => (means[a] ?? 0) - (means[b] ?? 0) || a - b);
  const tenths = Array.from({ length: 10 }, (_, tenth) =>
    order.subarray(Math.floor((tenth * order.length) / 10), Math.floor(((tenth + 1) * order.length) / 10)),
  );
  const expectedByTenth = tenths.map((tenth) => tenth.reduce((sum, index) => sum + (means[index] ?? 0), 0));
  return {
    expectedByTenth,
    observedOverExpected: tenths.map(
      (tenth, at) => tenth.reduce((sum, index) => sum + (seen[index] ?? 0), 0) / (expectedByTenth[at] ?? NaN),
    ),
  };
}

function slopeOf(means: Float64Array, seen: Uint16Array): number {
  const features = new Float32Array(2 * means.length);
  means.forEach((mean, row) => {
    features[2 * row] = 1;
    features[2 * row + 1] = Math.log(mean);
  });
  const offsets = new Float32Array(means.length);
  const begin = Float64Array.of(0, 1);
  const weights = fitCountRegression(
    { rows: means.length, width: 2, features, offsets, counts: seen },
    1e-9,
    0,
    begin,
  );
  return weights[1] ?? NaN;
}
