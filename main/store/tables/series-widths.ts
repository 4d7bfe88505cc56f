import { DOUBLE, INTEGER, type DuckDBConnection } from '@duckdb/node-api';
import type { SeriesWidths } from '../../common/rows/interval-widths.ts';
import { appendColumns } from '../append.ts';

/** Keeps how wide the intervals of each series are in a run. */
export async function appendSeriesWidths(
  connection: DuckDBConnection,
  runId: number,
  widths: SeriesWidths,
): Promise<void> {
  const rows = [...widths];
  await appendColumns(connection, 'series_width', rows.length, [
    { type: INTEGER, at: () => runId },
    { type: INTEGER, at: (row) => rows[row]?.[0] ?? null },
    { type: DOUBLE, at: (row) => rows[row]?.[1] ?? null },
  ]);
}
