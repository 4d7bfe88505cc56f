import { quantileLevels } from '../../common/quantiles.ts';
import type { ScoreRequest } from '../../common/rows/runs.ts';
import { type ColumnsOf, instant, readColumns } from '../columns.ts';
import type { Database } from '../database.ts';
import { quantileColumns } from './forecast-columns.ts';

const shape = {
  step: 'int32',
  horizonMinutes: 'float64',
  count: 'int32',
  meanAbsoluteError: 'float64',
  pinball: 'float64',
  coverage: 'float64',
  pinballThree: 'float64',
  benchmarkCount: 'int32',
  benchmarkMeanAbsoluteError: 'float64',
  benchmarkPinballThree: 'float64',
  benchmarkCoverage: 'float64',
} as const;

/**
 * Scores per horizon of what was served against what was measured. `pinball` is averaged over all quantile levels;
 * `pinballThree` over the levels 5, 50 and 95 alone, the only ones that are kept of the benchmark, for a fair comparison.
 * `coverage` is the share of the truth inside the 90 % interval.
 */
export interface ScoreTable {
  readonly rows: number;
  readonly columns: ColumnsOf<typeof shape>;
}

/** Pinball loss of `forecast` at `level` (Koenker and Bassett 1978), in the unit of the truth `y`. */
function pinball(forecast: string, level: number): string {
  return `greatest(${level} * (y - ${forecast}), ${level - 1} * (y - ${forecast}))`;
}

function meanPinball(columns: readonly (readonly [column: string, level: number])[]): string {
  return `(${columns.map(([column, level]) => pinball(column, level)).join(' + ')}) / ${columns.length}`;
}

const allLevels = quantileLevels.map((level, index) => [quantileColumns[index] ?? '', level] as const);
const threeLevels = [
  ['q05', 0.05],
  ['q50', 0.5],
  ['q95', 0.95],
] as const;
const benchmarkLevels = [
  ['benchmark_q05', 0.05],
  ['benchmark', 0.5],
  ['benchmark_q95', 0.95],
] as const;

export class Scores {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Scores by step, for forecasts whose truth is loaded. */
  async byHorizon(request: ScoreRequest, signal?: AbortSignal): Promise<ScoreTable> {
    const parameters = {
      topic: request.topic,
      kinds: JSON.stringify(request.kinds),
      series: request.series === null ? null : JSON.stringify(request.series),
      model: request.modelId,
      version: request.modelVersion,
      benchmark: request.benchmarkId,
      from: request.from === null ? null : instant(request.from),
      to: request.to === null ? null : instant(request.to),
    };
    return this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `WITH run AS (
             SELECT arg_max(run_id, (kind = 'live', run_id)) AS run_id, any_value(step_seconds) AS step_seconds FROM forecast_run
             WHERE topic = $topic AND list_contains(CAST($kinds AS VARCHAR[]), kind) AND model_id = $model
               AND model_version = $version AND benchmark_id = $benchmark AND ($from IS NULL OR as_of >= $from)
             GROUP BY as_of
           ), said AS (
             SELECT f.*, r.step_seconds FROM forecast f JOIN run r USING (run_id)
             WHERE ($to IS NULL OR f.target_at + to_seconds(r.step_seconds) <= $to)
               AND ($series IS NULL OR list_contains(CAST($series AS INTEGER[]), f.series_id))
           ), truth AS (
             SELECT r.series_id, r.starts_at, arg_max(r.value, s.precedence)::FLOAT AS y
             FROM reading r JOIN source s USING (source_id)
             WHERE r.starts_at >= (SELECT min(target_at) FROM said) AND r.starts_at <= (SELECT max(target_at) FROM said)
               AND ($series IS NULL OR list_contains(CAST($series AS INTEGER[]), r.series_id))
             GROUP BY r.series_id, r.starts_at
           )
           SELECT step::INTEGER, min(step * step_seconds / 60.0)::DOUBLE, count(*)::INTEGER, avg(abs(q50 - y)),
                  avg(${meanPinball(allLevels)}), avg((y BETWEEN q05 AND q95)::INTEGER), avg(${meanPinball(threeLevels)}),
                  count(benchmark)::INTEGER, avg(abs(benchmark - y)), avg(${meanPinball(benchmarkLevels)}),
                  avg((y BETWEEN benchmark_q05 AND benchmark_q95)::INTEGER)
           FROM said JOIN truth ON truth.series_id = said.series_id AND truth.starts_at = said.target_at
           GROUP BY step ORDER BY step`,
          parameters,
          shape,
        ),
      signal,
    );
  }
}
