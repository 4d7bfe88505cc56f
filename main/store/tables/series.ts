import { metrics, type MetricId, type Unit, units } from '../../common/metrics.ts';
import type { DataSpan } from '../../common/rows/readings.ts';
import { instant, readRow, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

/** One series: what one place measures of one metric. */
export interface Series {
  readonly seriesId: number;
  readonly placeId: number;
  readonly metric: MetricId;
  readonly unit: Unit;
  readonly kind: 'mean' | 'sum' | 'instant';
  /** Seconds between readings; null when no source showed any regularity. */
  readonly cadenceSeconds: number | null;
}

export class SeriesTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The series of a metric (raw readings) in the order of their ids. */
  async list(metric: MetricId): Promise<readonly Series[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT series_id, place_id, unit, kind, cadence_seconds FROM series
         WHERE metric = $metric AND state = 'raw' ORDER BY series_id`,
        { metric },
      ),
    );
    return rows.map((row) => ({
      seriesId: Number(row['series_id']),
      placeId: Number(row['place_id']),
      metric,
      unit: units.find((unit) => unit === row['unit']) ?? metrics[metric].units[0],
      kind: row['kind'] === 'sum' ? 'sum' : row['kind'] === 'instant' ? 'instant' : 'mean',
      cadenceSeconds: row['cadence_seconds'] === null ? null : Number(row['cadence_seconds']),
    }));
  }

  /** The metrics that have readings, the one with most series first. */
  async metrics(): Promise<readonly MetricId[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        'SELECT metric FROM series JOIN series_span USING (series_id) GROUP BY metric ORDER BY count(DISTINCT series_id) DESC, metric',
      ),
    );
    return rows.map((row) => row['metric']).filter((metric): metric is MetricId => isMetric(metric));
  }

  /**
   * What the readings span, of one metric or of all; null without readings. The last interval is as long as most series have it at
   * most: one that spoke twice in a week says nothing of how long its last reading holds.
   */
  async span(metric: MetricId | null = null): Promise<DataSpan | null> {
    const row = await this.#database.read((connection) =>
      readRow(
        connection,
        `WITH spoken AS (
           SELECT first_at, last_at, cadence_seconds, mode(cadence_seconds) OVER () AS step
           FROM series_span JOIN series USING (series_id) WHERE $metric IS NULL OR metric = $metric
         )
         SELECT epoch_ms(min(first_at))::DOUBLE AS first,
                max(epoch_ms(last_at) + 1000::BIGINT * coalesce(least(cadence_seconds, step), 0))::DOUBLE AS last,
                any_value(step) AS step
         FROM spoken`,
        { metric },
      ),
    );
    if (row === undefined || row['first'] === null) return null;
    return { from: Number(row['first']), to: Number(row['last']), stepSeconds: Number(row['step'] ?? 300) };
  }

  /** True when two sources hold readings of one series within the same time, so that precedence decides. */
  async hasOverlap(metric: MetricId, from: number, to: number): Promise<boolean> {
    const row = await this.#database.read((connection) =>
      readRow(
        connection,
        `WITH span AS (
           SELECT r.* FROM series_span r JOIN series s USING (series_id)
           WHERE s.metric = $metric AND r.last_at >= $from AND r.first_at < $to
         )
         SELECT 1 AS found FROM span a JOIN span b USING (series_id)
         WHERE a.source_id < b.source_id AND a.first_at <= b.last_at AND b.first_at <= a.last_at LIMIT 1`,
        { metric, from: instant(from), to: instant(to) },
      ),
    );
    return row !== undefined;
  }
}

function isMetric(value: unknown): value is MetricId {
  return typeof value === 'string' && value in metrics;
}
