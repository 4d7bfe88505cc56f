import type { ModelDeclaration, ModelNotice } from '../model.ts';
import type { BreakdownScores } from './breakdowns.ts';
import { pairedBlockBootstrap, type PairedDifference } from './bootstrap.ts';
import type { Scores } from './metrics.ts';

/** A score over the seeds of a model: mean, and the largest distance between two seeds (0 for one seed). */
export interface MeanAndSpread {
  readonly mean: number;
  readonly spread: number;
}

export type ScoreName = Exclude<keyof Scores, 'count' | 'countCongested'>;

/** A model at one horizon. */
export interface EvaluationCell {
  readonly horizonSteps: number;
  /** Origins judged. */
  readonly windows: number;
  readonly scores: Readonly<Record<ScoreName, MeanAndSpread>>;
  /** Mean over seeds; null where it was not asked for. */
  readonly breakdowns: BreakdownScores | null;
  /** Mean pinball loss of each origin over places and steps, mean over seeds: what paired comparisons need. */
  readonly pinballPerOrigin: Float64Array;
}

export interface EvaluationRow {
  readonly model: ModelDeclaration;
  readonly seeds: readonly number[];
  /** Seconds one fit took, mean over all fits. */
  readonly fitSeconds: number;
  /** One for each horizon of the table. */
  readonly cells: readonly EvaluationCell[];
  readonly notices: readonly ModelNotice[];
}

/** Models down, horizons across. */
export interface EvaluationTable {
  readonly split: 'validation' | 'test';
  readonly stepSeconds: number;
  readonly horizons: readonly number[];
  /** In the unit of the data: forecasts below it count as congested. */
  readonly congestedBelow: number;
  readonly rows: readonly EvaluationRow[];
}

/** One cell from the scores of each seed. */
export function meanOverSeeds(perSeed: readonly Scores[]): EvaluationCell['scores'] {
  const over = (name: ScoreName): MeanAndSpread => {
    const values = perSeed.map((scores) => scores[name]);
    return {
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      spread: Math.max(...values) - Math.min(...values),
    };
  };
  return {
    rmse: over('rmse'),
    mae: over('mae'),
    maeMedian: over('maeMedian'),
    pinball: over('pinball'),
    pinballOfFive: over('pinballOfFive'),
    coverage: over('coverage'),
    width: over('width'),
    coverageCongested: over('coverageCongested'),
    widthCongested: over('widthCongested'),
    coveragePeaks: over('coveragePeaks'),
    widthPeaks: over('widthPeaks'),
    coverageWorstPlaces: over('coverageWorstPlaces'),
    widthWorstPlaces: over('widthWorstPlaces'),
  };
}

/** One result from the breakdowns of each seed; null when none were collected. */
export function meanBreakdowns(perSeed: readonly BreakdownScores[]): BreakdownScores | null {
  if (perSeed.length === 0) return null;
  const over = (name: keyof BreakdownScores): number =>
    perSeed.reduce((sum, scores) => sum + scores[name], 0) / perSeed.length;
  return {
    recall: over('recall'),
    precision: over('precision'),
    falseAlarmsPerDay: over('falseAlarmsPerDay'),
    leadMinutes: over('leadMinutes'),
    situations: over('situations'),
  };
}

/** The row with the lowest pinball loss at the longest horizon; undefined for an empty table. */
export function bestRow(rows: readonly EvaluationRow[]): EvaluationRow | undefined {
  const loss = (row: EvaluationRow): number => row.cells.at(-1)?.scores.pinball.mean ?? Infinity;
  return rows.reduce<EvaluationRow | undefined>(
    (best, row) => (best === undefined || loss(row) < loss(best) ? row : best),
    undefined,
  );
}

/** The benchmark with the lowest pinball loss at one horizon of the table; undefined where there is none. */
export function bestBenchmark(table: EvaluationTable, horizon: number): EvaluationRow | undefined {
  const index = table.horizons.indexOf(horizon);
  const loss = (row: EvaluationRow): number => row.cells[index]?.scores.pinball.mean ?? Infinity;
  return table.rows
    .filter(({ model }) => model.kind === 'benchmark')
    .reduce<EvaluationRow | undefined>(
      (best, row) => (best === undefined || loss(row) < loss(best) ? row : best),
      undefined,
    );
}

/** Traffic is compared in blocks of two hours. */
const blockSeconds = 7200;

/** Pinball loss of one row against another at one horizon of the table, over the same origins. */
export function compareRows(
  table: EvaluationTable,
  first: EvaluationRow,
  second: EvaluationRow,
  horizon: number,
): PairedDifference | undefined {
  const index = table.horizons.indexOf(horizon);
  const firstCell = first.cells[index];
  const secondCell = second.cells[index];
  if (firstCell === undefined || secondCell === undefined) return undefined;
  return pairedBlockBootstrap(
    firstCell.pinballPerOrigin,
    secondCell.pinballPerOrigin,
    Math.round(blockSeconds / table.stepSeconds),
    { resamples: 2000, seed: 1 },
  );
}
