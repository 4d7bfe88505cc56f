import { instants, measurements, text } from './columns.ts';
import type { FileTable } from './table.ts';
import type { Grid } from '../words.ts';

/**
 * Readings of places over time as one row for each place and step, place after place: so that neighbours in the file are
 * neighbours in time. Steps at which none of the metrics has a value are left out: missing is missing.
 *
 * @param places their keys, in the order of the grids
 * @param metrics grids of one shape by the name of their column
 */
export function gridTable(
  name: string,
  placeColumn: string,
  places: readonly string[],
  metrics: Readonly<Record<string, Grid>>,
): FileTable {
  const [shape] = Object.values(metrics);
  if (shape === undefined) throw new Error(`${name} has no metric`);
  const { start, stepSeconds, steps } = shape;
  const grids = Object.values(metrics);
  const cells = Uint32Array.from({ length: places.length * steps }, (_, cell) => cell).filter((cell) =>
    grids.some(({ values }) => !Number.isNaN(values[cell])),
  );
  const cellOf = (row: number): number => cells[row] ?? 0;
  return {
    name,
    rows: cells.length,
    columns: [
      text(placeColumn, (row) => places[Math.floor(cellOf(row) / steps)] ?? ''),
      instants('time', (row) => start + (cellOf(row) % steps) * stepSeconds * 1000),
      ...Object.entries(metrics).map(([metric, { values }]) =>
        measurements(metric, (row) => values[cellOf(row)] ?? Number.NaN),
      ),
    ],
  };
}
