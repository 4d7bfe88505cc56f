import type { FrameColumns } from '../state/frame-columns.ts';

/** Percent away from usual in a row; NaN where either is missing. */
export function deviationOf(columns: FrameColumns, row: number): number {
  const usual = columns.usuals[row] ?? Number.NaN;
  return usual > 0 ? (((columns.values[row] ?? Number.NaN) - usual) / usual) * 100 : Number.NaN;
}

/** The rows, furthest below usual first; rows without a deviation keep their order at the end. */
export function byDeviation(rows: readonly number[], columns: FrameColumns): number[] {
  const deviations = new Map(rows.map((row) => [row, deviationOf(columns, row)]));
  return [...rows].sort((first, second) => compareNumbers(deviations.get(first), deviations.get(second)));
}

/** Ascending, missing last. */
export function compareNumbers(first = Number.NaN, second = Number.NaN): number {
  if (Number.isNaN(first)) return Number.isNaN(second) ? 0 : 1;
  return Number.isNaN(second) ? -1 : first - second;
}

/** The rows whose name or key has all words of the query in it, in any order and case. */
export function matching(
  rows: readonly number[],
  query: string,
  textOf: (row: number) => string,
): readonly number[] {
  const words = query
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row).toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
