import { quantileLevels } from '../../common/quantiles.ts';
import { instant, type Parameters, readColumns, type ColumnsOf } from '../columns.ts';
import type { Database } from '../database.ts';
import { quantileColumns } from './forecast-columns.ts';

const head = { run: 'int32', asOf: 'float64', series: 'int32', step: 'int32', targetAt: 'float64' } as const;
const shape = {
  ...head,
  servedBy: 'text',
  mean: 'float32',
  lower: 'float32',
  median: 'float32',
  upper: 'float32',
  benchmark: 'float32',
  benchmarkLower: 'float32',
  benchmarkUpper: 'float32',
  usual: 'float32',
  isDisturbed: 'int32',
  modelLower: 'float32',
  modelMedian: 'float32',
  modelUpper: 'float32',
  benchmarkId: 'text',
} as const;

/**
 * Forecasts as columns: lower, median and upper are the levels 5, 50 and 95 of what was shown; those of the model stand beside them where
 * a benchmark was shown instead. Missing is NaN. Epoch milliseconds.
 */
export interface ForecastTable {
  readonly rows: number;
  readonly columns: ColumnsOf<typeof shape>;
}

const select = `SELECT f.run_id, epoch_ms(r.as_of)::DOUBLE, f.series_id, f.step::INTEGER, epoch_ms(f.target_at)::DOUBLE,
  f.served_by, f.mean, f.q05, f.q50, f.q95, f.benchmark, f.benchmark_q05, f.benchmark_q95, f.usual,
  coalesce(f.is_disturbed, false)::INTEGER, f.model_q05, f.model_q50, f.model_q95,
  coalesce(f.benchmark_id, r.benchmark_id)
  FROM forecast f JOIN forecast_run r USING (run_id)`;

export class Forecasts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All series at one target time. */
  async atTarget(runId: number, targetAt: number): Promise<ForecastTable> {
    return this.#query('f.run_id = $run AND f.target_at = $target ORDER BY f.series_id', {
      run: runId,
      target: instant(targetAt),
    });
  }

  /** All steps of one series. */
  async ofSeries(runId: number, seriesId: number): Promise<ForecastTable> {
    return this.#query('f.run_id = $run AND f.series_id = $series ORDER BY f.step', {
      run: runId,
      series: seriesId,
    });
  }

  /** Everything a run said, by step and series. */
  async ofRun(runId: number): Promise<ForecastTable> {
    return this.#query('f.run_id = $run ORDER BY f.step, f.series_id', { run: runId });
  }

  /** All quantile levels of one series: `[step, level]` in the order of `quantileLevels`. */
  async quantiles(runId: number, seriesId: number): Promise<Float32Array> {
    const names = Object.fromEntries(quantileColumns.map((name) => [name, 'float32' as const]));
    const { rows, columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT ${quantileColumns.join(', ')} FROM forecast WHERE run_id = $run AND series_id = $series ORDER BY step`,
        { run: runId, series: seriesId },
        names,
      ),
    );
    const values = new Float32Array(rows * quantileLevels.length);
    for (const [level, name] of quantileColumns.entries()) {
      for (let row = 0; row < rows; row++) {
        values[row * quantileLevels.length + level] = columns[name]?.[row] ?? NaN;
      }
    }
    return values;
  }

  /**
   * What was said about one series and target by the last run at or before each of `asOfs`: one row for each that had
   * such a run within `toleranceSeconds` and reached the target. The row's `asOf` is the run's.
   */
  async saidThen(
    seriesId: number,
    targetAt: number,
    asOfs: readonly number[],
    toleranceSeconds: number,
  ): Promise<ForecastTable> {
    const wanted = JSON.stringify(asOfs);
    return this.#query(
      `f.series_id = $series AND f.target_at = $target AND f.run_id IN (
         SELECT arg_max(r.run_id, (r.as_of, r.kind = 'live', r.run_id))
         FROM (SELECT make_timestamptz(unnest(CAST($asOfs AS BIGINT[])) * 1000) AS wanted_at) w
         JOIN forecast_run r ON r.as_of <= w.wanted_at AND r.as_of > w.wanted_at - to_seconds($tolerance::BIGINT)
         WHERE r.kind <> 'scenario' AND r.topic = (SELECT any_value(q.topic) FROM forecast_run q JOIN forecast g USING (run_id) WHERE g.series_id = $series)
         GROUP BY w.wanted_at)
       ORDER BY r.as_of`,
      { series: seriesId, target: instant(targetAt), asOfs: wanted, tolerance: toleranceSeconds },
    );
  }

  async #query(where: string, parameters: Parameters): Promise<ForecastTable> {
    return this.#database.read((connection) =>
      readColumns(connection, `${select} WHERE ${where}`, parameters, shape),
    );
  }
}
