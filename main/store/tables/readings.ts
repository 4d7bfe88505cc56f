import { convert, type Unit } from '../../common/metrics.ts';
import type { MatrixRequest } from '../../common/rows/readings.ts';
import { type ColumnsOf, instant, readColumns } from '../columns.ts';
import type { Database } from '../database.ts';
import { SeriesTable } from './series.ts';

/** Readings on a regular grid. */
export interface ReadingsMatrix {
  readonly seriesIds: Int32Array;
  readonly placeIds: Int32Array;
  /** Starts of the steps, epoch milliseconds. */
  readonly times: Float64Array;
  /** `[series, step]` in the unit of the first series; NaN is missing. Several readings in one step are averaged (sums are summed). */
  readonly values: Float32Array;
}

const seriesShape = { at: 'float64', value: 'float32', receivedAt: 'float64', source: 'int32' } as const;

/** Received when the file says so, otherwise at the end of its interval. */
const received = 'coalesce(r.received_at, r.starts_at + to_seconds(coalesce(s.cadence_seconds, 0)))';

export class Readings {
  readonly #database: Database;
  readonly #series: SeriesTable;

  constructor(database: Database) {
    this.#database = database;
    this.#series = new SeriesTable(database);
  }

  /** Current readings of all series of a metric on a grid, rows in the order of `SeriesTable.list`. */
  async matrix(request: MatrixRequest, signal?: AbortSignal): Promise<ReadingsMatrix> {
    const { metric, from, to, asOf, series: only } = request;
    const stepMilliseconds = request.stepSeconds * 1000;
    const steps = Math.max(0, Math.ceil((to - from) / stepMilliseconds));
    const all = await this.#series.list(metric);
    const series = only === undefined ? all : all.filter(({ seriesId }) => only.includes(seriesId));
    const overlap = await this.#series.hasOverlap(metric, from, to);
    const seriesIds = Int32Array.from(series, (one) => one.seriesId);
    const values = new Float32Array(series.length * steps).fill(NaN);
    const times = Float64Array.from({ length: steps }, (_, step) => from + step * stepMilliseconds);
    const placeIds = Int32Array.from(series, (one) => one.placeId);
    if (steps === 0 || series.length === 0) return { seriesIds, placeIds, times, values };

    const { rows, columns } = await this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `SELECT r.series_id, ((epoch_ms(r.starts_at) - $start) // $step)::INTEGER, ${overlap ? 'arg_max(r.value, o.precedence)' : 'r.value'}::FLOAT
           FROM reading r JOIN series s USING (series_id) ${overlap ? 'JOIN source o USING (source_id)' : ''}
           WHERE s.metric = $metric AND s.state = 'raw' AND r.starts_at >= $from AND r.starts_at < $to
             ${only === undefined ? '' : 'AND list_contains(CAST($only AS INTEGER[]), r.series_id)'}
             ${asOf === null ? '' : `AND r.starts_at <= $asOf AND ${received} <= $asOf`}
           ${overlap ? 'GROUP BY r.series_id, r.starts_at' : ''}`,
          {
            metric,
            start: BigInt(from),
            step: BigInt(stepMilliseconds),
            from: instant(from),
            to: instant(to),
            ...(only !== undefined && { only: JSON.stringify(only) }),
            ...(asOf === null ? {} : { asOf: instant(asOf) }),
          },
          { series: 'int32', step: 'int32', value: 'float32' },
        ),
      signal,
    );
    const sums = new Set(series.filter((one) => one.kind === 'sum').map((one) => one.seriesId));
    fill(values, steps, rowsById(seriesIds), { rows, ...columns }, sums);
    toOneUnit(values, steps, series);
    return { seriesIds, placeIds, times, values };
  }

  /** Current readings of one series that start in `[from, to)`, oldest first. `receivedAt` is NaN where no file says it. */
  async ofSeries(
    seriesId: number,
    from: number,
    to: number,
    asOf: number | null = null,
  ): Promise<{ readonly rows: number; readonly columns: ColumnsOf<typeof seriesShape> }> {
    return this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT epoch_ms(r.starts_at)::DOUBLE, arg_max(r.value, o.precedence)::FLOAT,
                epoch_ms(arg_max_null(r.received_at, o.precedence))::DOUBLE, arg_max(r.source_id, o.precedence)
         FROM reading r JOIN series s USING (series_id) JOIN source o USING (source_id)
         WHERE r.series_id = $series AND r.starts_at >= $from AND r.starts_at < $to
           ${asOf === null ? '' : `AND ${received} <= $asOf`}
         GROUP BY r.starts_at ORDER BY r.starts_at`,
        {
          series: seriesId,
          from: instant(from),
          to: instant(to),
          ...(asOf === null ? {} : { asOf: instant(asOf) }),
        },
        seriesShape,
      ),
    );
  }
}

/** Brings every row into the unit of the first, where files of one metric came in different units. */
function toOneUnit(values: Float32Array, steps: number, series: readonly { readonly unit: Unit }[]): void {
  const unit = series[0]?.unit;
  for (const [row, one] of series.entries()) {
    if (unit === undefined || one.unit === unit) continue;
    const factor = convert(1, one.unit, unit);
    const first = row * steps;
    for (let cell = first; cell < first + steps; cell++) values[cell] = (values[cell] ?? NaN) * factor;
  }
}

function rowsById(ids: Int32Array): Int32Array {
  const rows = new Int32Array(ids.reduce((most, id) => Math.max(most, id), 0) + 1).fill(-1);
  for (const [row, id] of ids.entries()) rows[id] = row;
  return rows;
}

/** Writes readings into their cells; the rare second reading of a cell is averaged in, or added for sums. */
function fill(
  values: Float32Array,
  steps: number,
  rowOf: Int32Array,
  readings: {
    readonly rows: number;
    readonly series: Int32Array;
    readonly step: Int32Array;
    readonly value: Float32Array;
  },
  sums: ReadonlySet<number>,
): void {
  const counts = new Map<number, number>();
  for (let index = 0; index < readings.rows; index++) {
    const series = readings.series[index] ?? 0;
    const cell = (rowOf[series] ?? 0) * steps + (readings.step[index] ?? 0);
    const value = readings.value[index] ?? NaN;
    const held = values[cell] ?? NaN;
    if (Number.isNaN(held)) {
      values[cell] = value;
      continue;
    }
    const count = (counts.get(cell) ?? 1) + 1;
    counts.set(cell, count);
    values[cell] = sums.has(series) ? held + value : held + (value - held) / count;
  }
}
