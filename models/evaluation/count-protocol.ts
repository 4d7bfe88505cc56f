import { MetropoleError } from '../../main/common/errors.ts';
import { pause } from '../pause.ts';
import type { CountMethod, CountModel } from '../safety/count-method.ts';
import type { Counts } from '../safety/counts.ts';
import { pairedBlockBootstrap, type PairedDifference } from './bootstrap.ts';
import { countScores, type CountScores } from './count-scores.ts';

/** A method against a benchmark on the same days: a log score below zero is better, hits above zero are. */
export interface AgainstCounts {
  readonly benchmark: string;
  readonly logScore: PairedDifference;
  readonly hitsAtFive: PairedDifference;
}

/** A method on one category. */
export interface CountCell extends CountScores {
  readonly category: string;
  /** Empty for benchmarks. */
  readonly against: readonly AgainstCounts[];
}

export interface CountRow {
  readonly method: string;
  readonly title: string;
  readonly isBenchmark: boolean;
  readonly chosen: Readonly<Record<string, number>>;
  readonly fitSeconds: number;
  readonly categories: readonly CountCell[];
}

export interface CountTable {
  readonly split: 'validation' | 'test';
  /** First judged period, and the end. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly CountRow[];
}

export interface JudgingOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: { readonly model: string; readonly fraction: number }) => void) | undefined;
  /** Milliseconds, to time the fits; without it their time is NaN. */
  readonly clock?: (() => number) | undefined;
}

export interface CountProtocolOptions extends JudgingOptions {
  readonly split: 'validation' | 'test';
}

/** A row, and the model that was judged. */
export interface JudgedMethod {
  readonly row: CountRow;
  readonly model: CountModel;
}

/** Days that are judged at most; fewer where that would be more than a fifth of all. */
const mostJudgedDays = 92;

/** Whole days that have to be learned from. */
export const leastLearnedDays = 28;

/** The last days are the test part, as many days before them the validation part. Days from the first. */
export function judgedDays(
  days: number,
  split: 'validation' | 'test',
): { readonly from: number; readonly to: number } {
  const judged = Math.min(mostJudgedDays, Math.floor(days / 5));
  const to = split === 'test' ? days : days - judged;
  return { from: to - judged, to };
}

/**
 * Every method learns on what lies before the judged days, chooses its settings by rolling origin in there, and expects each period from all
 * that came before it.
 * @throws MetropoleError `aborted` · `forecast-no-data` where there are too few days or no incident among the judged ones
 */
export async function runCountProtocol(
  counts: Counts,
  methods: readonly CountMethod[],
  options: CountProtocolOptions,
): Promise<CountTable> {
  const { periodsPerDay, categories } = counts;
  const days = judgedDays(Math.floor(counts.periods / periodsPerDay), options.split);
  if (days.from < leastLearnedDays)
    throw new MetropoleError('forecast-no-data', {}, 'too few days to learn from');
  const judged = await judgeCounts(counts, methods, days, options);
  const rows = judged.map(({ row }) => row);
  if (rows.some((row) => row.categories.length < categories.length))
    throw new MetropoleError('forecast-no-data', {}, 'a category without incidents in the judged days');
  return { split: options.split, from: days.from * periodsPerDay, to: days.to * periodsPerDay, rows };
}

/**
 * Fits every method to what lies before the judged days and judges it on them. Left out of a row are categories
 * without an incident there, and those that its method says nothing of.
 * @throws MetropoleError `aborted`
 */
export async function judgeCounts(
  counts: Counts,
  methods: readonly CountMethod[],
  days: { readonly from: number; readonly to: number },
  options: JudgingOptions,
): Promise<JudgedMethod[]> {
  const { periodsPerDay, categories } = counts;
  const [from, to] = [days.from * periodsPerDay, days.to * periodsPerDay];
  const clock = options.clock ?? (() => NaN);
  const judged: JudgedMethod[] = [];
  for (const [index, method] of methods.entries()) {
    options.onProgress?.({ model: method.name, fraction: index / methods.length });
    await pause(options.signal);
    const began = clock();
    const model = method.fit(counts, from);
    const fitSeconds = (clock() - began) / 1000;
    const expected = model.expect(counts, from, to);
    const scores = categories
      .map((category, at) => ({ category, ...countScores(counts, expected, at), against: [] }))
      .filter(({ hits, logScore }) => [logScore, ...hits].every(Number.isFinite));
    const { name, title, isBenchmark } = method;
    const row = { method: name, title, isBenchmark, chosen: model.chosen, fitSeconds, categories: scores };
    judged.push({ row, model });
  }
  const rows = judged.map(({ row }) => row);
  return judged.map(({ row, model }) => ({ row: compared(row, rows), model }));
}

function compared(row: CountRow, rows: readonly CountRow[]): CountRow {
  if (row.isBenchmark) return row;
  return {
    ...row,
    categories: row.categories.map((cell) => ({
      ...cell,
      against: rows
        .filter(({ isBenchmark }) => isBenchmark)
        .flatMap(({ method, categories }) =>
          categories
            .filter(({ category }) => category === cell.category)
            .map((other) => compareCounts(cell, other, method)),
        ),
    })),
  };
}

/** Paired differences on the same days, days drawn with replacement. */
export function compareCounts(first: CountScores, second: CountScores, benchmark: string): AgainstCounts {
  const resampling = { resamples: 2000, seed: 1 };
  return {
    benchmark,
    logScore: pairedBlockBootstrap(first.logScorePerDay, second.logScorePerDay, 1, resampling),
    hitsAtFive: pairedBlockBootstrap(first.hitsAtFivePerDay, second.hitsAtFivePerDay, 1, resampling),
  };
}
