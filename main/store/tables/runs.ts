import type { DuckDBConnection } from '@duckdb/node-api';
import { runKinds } from '../../common/contract/messages/forecast.ts';
import { topics, type Topic } from '../../common/metrics.ts';
import type { Fit } from '../../common/rows/models.ts';
import {
  intervalWidthsSchema,
  type IntervalWidths,
  type SeriesWidths,
} from '../../common/rows/interval-widths.ts';
import type { NewRun, RunKind, RunRow } from '../../common/rows/runs.ts';
import { instant, readColumns, readRow, readRows } from '../columns.ts';
import type { Database } from '../database.ts';
import { appendSeriesWidths } from './series-widths.ts';
import { appendForecasts } from './forecast-columns.ts';
import { outlookTables } from './load-outlooks.ts';

/** What goes with a run. */
const ofRuns = ['forecast', 'run_widths', 'series_width', ...outlookTables] as const;

export class Runs {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps runs with their forecasts, all or none. Gives the ids in the same order. */
  async insert(runs: readonly NewRun[], signal?: AbortSignal): Promise<readonly number[]> {
    return this.#database.write(async (connection) => {
      const ids: number[] = [];
      for (const { run } of runs) ids.push(await insertRun(connection, run));
      await appendForecasts(
        connection,
        runs.map(({ forecasts }, index) => ({ runId: ids[index] ?? 0, forecasts })),
      );
      for (const [index, { seriesWidths }] of runs.entries())
        await appendSeriesWidths(connection, ids[index] ?? 0, seriesWidths);
      return ids;
    }, signal);
  }

  /**
   * The last run at or before `asOf` (null: the last of all) of the given kinds; a live one before a hindcast of the same as-of.
   * @param fit only runs that this one made; null: of any
   */
  async latest(
    topic: Topic,
    asOf: number | null,
    kinds: readonly RunKind[] = ['live', 'hindcast'],
    fit: Fit | null = null,
  ): Promise<RunRow | undefined> {
    const row = await this.#database.read((connection) =>
      readRow(
        connection,
        `${selectRun} WHERE topic = $topic AND list_contains(CAST($kinds AS VARCHAR[]), kind) AND ($asOf IS NULL OR as_of <= $asOf)
           AND ($model IS NULL OR (model_id = $model AND model_version = $version))
         ORDER BY as_of DESC, kind = 'live' DESC, run_id DESC LIMIT 1`,
        {
          topic,
          kinds: JSON.stringify(kinds),
          asOf: asOf === null ? null : instant(asOf),
          model: fit?.modelId ?? null,
          version: fit?.version ?? null,
        },
      ),
    );
    return row === undefined ? undefined : toRun(row);
  }

  async get(runId: number): Promise<RunRow | undefined> {
    const row = await this.#database.read((connection) =>
      readRow(connection, `${selectRun} WHERE run_id = $runId`, { runId }),
    );
    return row === undefined ? undefined : toRun(row);
  }

  /** How wide the intervals of each series are in a run, beside `widths` of the run. */
  async seriesWidths(runId: number): Promise<SeriesWidths> {
    const { columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        'SELECT series_id, width FROM series_width WHERE run_id = $runId',
        { runId },
        { series: 'int32', width: 'float64' },
      ),
    );
    return new Map([...columns.series].map((series, row) => [series, columns.width[row] ?? 1]));
  }

  /** All runs of a topic, the latest as-of first. */
  async list(topic: Topic, kind: RunKind | null = null): Promise<readonly RunRow[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `${selectRun} WHERE topic = $topic AND ($kind IS NULL OR kind = $kind) ORDER BY as_of DESC, run_id DESC`,
        { topic, kind },
      ),
    );
    return rows.map(toRun);
  }

  /**
   * Removes the oldest live runs whose as-of lies more than `milliseconds` before the last live one of their topic, with their
   * forecasts; at most so many at once. Gives how many.
   */
  async deleteLiveOlderThan(milliseconds: number, atMost: number): Promise<number> {
    return this.#database.write(async (connection) => {
      const rows = await readRows(
        connection,
        `SELECT run_id FROM forecast_run r WHERE kind = 'live' AND epoch_ms(as_of) < $milliseconds::BIGINT * -1 +
           (SELECT max(epoch_ms(as_of)) FROM forecast_run l WHERE l.kind = 'live' AND l.topic = r.topic)
         ORDER BY run_id LIMIT $atMost`,
        { milliseconds: BigInt(milliseconds), atMost },
      );
      const ids = rows.map((row) => Number(row['run_id']));
      if (ids.length === 0) return 0;
      // The bounds let DuckDB pass over everything that other runs said.
      const bounds = { first: Math.min(...ids), last: Math.max(...ids), ids: JSON.stringify(ids) };
      for (const table of [...ofRuns, 'forecast_run'])
        await connection.run(
          `DELETE FROM ${table} WHERE run_id BETWEEN $first AND $last AND list_contains(CAST($ids AS INTEGER[]), run_id)`,
          bounds,
        );
      return ids.length;
    });
  }

  /** Whether a fit has made hindcasts. */
  async hasHindcasts({ modelId, version }: Fit): Promise<boolean> {
    const row = await this.#database.read((connection) =>
      readRow(
        connection,
        `SELECT run_id FROM forecast_run WHERE kind = 'hindcast' AND model_id = $modelId AND model_version = $version LIMIT 1`,
        { modelId, version },
      ),
    );
    return row !== undefined;
  }

  /** Removes the hindcasts of a topic, with their forecasts, but for those that the `kept` fits made. */
  async deleteHindcastsExcept(topic: Topic, kept: readonly Fit[]): Promise<void> {
    const parameters = {
      topic,
      kept: JSON.stringify(kept.map(({ modelId, version }) => `${modelId} ${version}`)),
    };
    const outdated = `FROM forecast_run WHERE topic = $topic AND kind = 'hindcast'
      AND NOT list_contains(CAST($kept AS VARCHAR[]), model_id || ' ' || model_version)`;
    await this.#database.write(async (connection) => {
      const any = await readRow(connection, `SELECT run_id ${outdated} LIMIT 1`, parameters);
      if (any === undefined) return;
      for (const table of ofRuns)
        await connection.run(`DELETE FROM ${table} WHERE run_id IN (SELECT run_id ${outdated})`, parameters);
      await connection.run(`DELETE ${outdated}`, parameters);
    });
  }
}

const selectRun = `SELECT * REPLACE (epoch_ms(as_of) AS as_of, epoch_ms(created_at) AS created_at)
  FROM forecast_run LEFT JOIN run_widths USING (run_id)`;

async function insertRun(connection: DuckDBConnection, run: NewRun['run']): Promise<number> {
  const { widths, ...values } = run;
  const row = await readRow(
    connection,
    `INSERT INTO forecast_run (kind, topic, as_of, created_at, model_id, model_version, benchmark_id, steps, step_seconds,
       places, milliseconds)
     VALUES ($kind, $topic, $asOf, $createdAt, $modelId, $modelVersion, $benchmarkId, $steps, $stepSeconds, $places,
       $milliseconds) RETURNING run_id`,
    { ...values, asOf: instant(run.asOf), createdAt: instant(run.createdAt) },
  );
  const runId = Number(row?.['run_id']);
  if (Object.keys(widths).length > 0)
    await connection.run('INSERT INTO run_widths VALUES ($runId, $widths)', {
      runId,
      widths: JSON.stringify(widths),
    });
  return runId;
}

/** A run whose intervals are as wide as its model said has none. */
function widthsIn(value: unknown): IntervalWidths {
  return typeof value === 'string' ? intervalWidthsSchema.parse(JSON.parse(value)) : {};
}

function toRun(row: Readonly<Record<string, unknown>>): RunRow {
  return {
    runId: Number(row['run_id']),
    kind: runKinds.find((kind) => kind === row['kind']) ?? 'live',
    topic: topics.find((topic) => topic === row['topic']) ?? 'traffic',
    asOf: Number(row['as_of']),
    createdAt: Number(row['created_at']),
    modelId: String(row['model_id']),
    modelVersion: String(row['model_version']),
    benchmarkId: String(row['benchmark_id']),
    steps: Number(row['steps']),
    stepSeconds: Number(row['step_seconds']),
    places: Number(row['places']),
    milliseconds: Number(row['milliseconds']),
    widths: widthsIn(row['widths']),
  };
}
