import { negativeLogScore } from './count-likelihood.ts';
import type { ExpectedCounts } from './count-method.ts';
import type { Counts } from './counts.ts';

/** Learn before `learnedUntil`, be judged from there to before `judgedUntil`. Periods. */
export interface CountFold {
  readonly learnedUntil: number;
  readonly judgedUntil: number;
}

/** Rolling origin: half, then three quarters of what may be learned from, each judged on the quarter after it; whole days. */
export function countFolds({ periodsPerDay }: Counts, end: number): CountFold[] {
  const quarter = Math.floor(end / (4 * periodsPerDay)) * periodsPerDay;
  return [
    { learnedUntil: 2 * quarter, judgedUntil: 3 * quarter },
    { learnedUntil: 3 * quarter, judgedUntil: end },
  ];
}

/** Mean negative log score of one category over the periods and cells of a forecast. */
export function meanLogScore(counts: Counts, expected: ExpectedCounts, category: number): number {
  const { cells, categories, periods, values } = counts;
  const { from, to, means, dispersions } = expected;
  const dispersion = dispersions[category] ?? 0;
  let sum = 0;
  for (let period = from; period < to; period++) {
    const row = (category * (to - from) + period - from) * cells.length;
    for (let cell = 0; cell < cells.length; cell++) {
      const count = values[(cell * categories.length + category) * periods + period] ?? 0;
      sum += negativeLogScore(count, means[row + cell] ?? 0, dispersion);
    }
  }
  return sum / ((to - from) * cells.length);
}

/** The setting with the least mean of `scoreOf`. */
export function bestSetting<Setting>(
  settings: readonly [Setting, ...Setting[]],
  scoreOf: (setting: Setting) => number,
): Setting {
  let [best] = settings;
  let least = Infinity;
  for (const setting of settings) {
    const score = scoreOf(setting);
    if (score >= least) continue;
    least = score;
    best = setting;
  }
  return best;
}
