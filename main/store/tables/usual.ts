import { DOUBLE, INTEGER, SMALLINT, VARCHAR } from '@duckdb/node-api';
import type { UsualColumns } from '../../common/rows/readings.ts';
import { appendColumns } from '../append.ts';
import { readColumns } from '../columns.ts';
import type { Database } from '../database.ts';

export class Usual {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Replaces what is usual for some series at once. */
  async replace(seriesIds: readonly number[], columns: UsualColumns): Promise<void> {
    await this.#database.write(async (connection) => {
      await connection.run('DELETE FROM usual WHERE list_contains(CAST($series AS INTEGER[]), series_id)', {
        series: JSON.stringify(seriesIds),
      });
      await appendColumns(connection, 'usual', columns.series.length, [
        { type: INTEGER, at: (row) => columns.series[row] ?? null },
        { type: VARCHAR, at: (row) => columns.dayKind[row] ?? null },
        { type: SMALLINT, at: (row) => columns.minuteOfDay[row] ?? null },
        { type: DOUBLE, at: (row) => columns.value[row] ?? null },
        { type: INTEGER, at: (row) => columns.count[row] ?? null },
        { type: DOUBLE, at: (row) => finiteOrNull(columns.spread[row]) },
      ]);
    });
  }

  /** What is usual at some minutes of the local day, for all series or for one. */
  async at(
    minutes: readonly number[],
    seriesId: number | null = null,
  ): Promise<{
    readonly rows: number;
    readonly columns: Omit<UsualColumns, 'dayKind'> & { dayKind: (string | null)[] };
  }> {
    return this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT series_id, day_kind, minute_of_day::INTEGER, value::FLOAT, spread::FLOAT, count FROM usual
         WHERE list_contains(CAST($minutes AS SMALLINT[]), minute_of_day) AND ($series IS NULL OR series_id = $series)
         ORDER BY series_id, day_kind, minute_of_day`,
        { minutes: JSON.stringify(minutes), series: seriesId },
        {
          series: 'int32',
          dayKind: 'text',
          minuteOfDay: 'int32',
          value: 'float32',
          spread: 'float32',
          count: 'int32',
        },
      ),
    );
  }
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
