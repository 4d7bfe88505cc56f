/** A table of counts with its margins: the last row and column are sums, the last of both the grand total. */
export type MarginTable = readonly (readonly number[])[];

/** Position in a table. */
interface At {
  readonly row: number;
  readonly column: number;
}

/** The same counts with a last row and column of sums. */
export function withMargins(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map((row) => [...row, sum(row)]);
  const columns = rows[0]?.map((_, column) => sum(rows.map((row) => row[column] ?? 0))) ?? [];
  return [...rows, columns];
}

/**
 * Hides counts from 1 to below `least`, and as many others as it takes that none of these can be worked out from what stays:
 * for each there is another table with the same figures in sight and another value there.
 * @returns null in place of what is hidden; null as a whole where that cannot be done, and nothing of the table may be shown
 */
export function masked(table: MarginTable, least: number): (number | null)[][] | null {
  return hideSmall(table, least, () => true);
}

/** The same of counts whose sums are told elsewhere: none of them can be hidden. @param counts without margins */
export function maskedInside(
  counts: readonly (readonly number[])[],
  least: number,
): (number | null)[][] | null {
  const [rows, columns] = [counts.length, counts[0]?.length ?? 0];
  const shown = hideSmall(withMargins(counts), least, (at) => at.row < rows && at.column < columns);
  return shown?.slice(0, rows).map((row) => row.slice(0, columns)) ?? null;
}

function hideSmall(
  table: MarginTable,
  least: number,
  canHide: (at: At) => boolean,
): (number | null)[][] | null {
  const small = positions(table).filter((at) => canHide(at) && isSmall(valueAt(table, at), least));
  const hidden = new Set(small.map(keyOf));
  for (const at of small.toSorted((a, b) => valueAt(table, a) - valueAt(table, b))) {
    const cheapest = rectanglesOf(table, at)
      .filter((corners) => corners.every(canHide))

      .map((corners) => ({ corners, cost: costOf(table, corners, hidden) }))
      .reduce<{ readonly corners: readonly At[]; readonly cost: number } | null>(
        (best, one) => (best === null || one.cost < best.cost ? one : best),
        null,
      );
    if (cheapest === null) return null;
    for (const corner of cheapest.corners) hidden.add(keyOf(corner));
  }
  return table.map((row, at) =>
    row.map((value, column) => (hidden.has(keyOf({ row: at, column })) ? null : value)),
  );
}

function isSmall(value: number, least: number): boolean {
  return value > 0 && value < least;
}

/** Corners, the first of them `at`, along which one incident can be moved so that all sums stay right. */
function rectanglesOf(table: MarginTable, at: At): At[][] {
  const lastRow = table.length - 1;
  const lastColumn = (table[0]?.length ?? 0) - 1;
  if (at.row === lastRow && at.column === lastColumn) return [];
  return positions(table).flatMap((opposite) => {
    if (opposite.row === at.row || opposite.column === at.column) return [];
    const beside = { row: at.row, column: opposite.column };
    const below = { row: opposite.row, column: at.column };
    const corners = [at, beside, below, opposite];
    if (corners.some(({ row, column }) => row === lastRow && column === lastColumn)) return [];
    const isAcross =
      ![at.row, opposite.row].includes(lastRow) && ![at.column, opposite.column].includes(lastColumn);
    const [besideValue, belowValue, oppositeValue] = [beside, below, opposite].map((corner) =>
      valueAt(table, corner),
    );
    const rows = [at.row, opposite.row].includes(lastRow);
    const canMove = isAcross
      ? (oppositeValue ?? 0) > 0 || ((besideValue ?? 0) > 0 && (belowValue ?? 0) > 0)
      : rows
        ? (belowValue ?? 0) > 0 || ((besideValue ?? 0) > 0 && (oppositeValue ?? 0) > 0)
        : (besideValue ?? 0) > 0 || ((belowValue ?? 0) > 0 && (oppositeValue ?? 0) > 0);
    return canMove ? [corners] : [];
  });
}

/** What is newly lost; margins are worth more than anything in the table. */
function costOf(table: MarginTable, corners: readonly At[], hidden: ReadonlySet<string>): number {
  const whole = table.at(-1)?.at(-1) ?? 0;
  return sum(
    corners.map((corner) => {
      if (hidden.has(keyOf(corner))) return 0;
      const isMargin = corner.row === table.length - 1 || corner.column === (table[0]?.length ?? 0) - 1;
      return 1 + valueAt(table, corner) + (isMargin ? 10 * whole : 0);
    }),
  );
}

function positions(table: MarginTable): At[] {
  return table.flatMap((row, at) => row.map((_, column) => ({ row: at, column })));
}

function valueAt(table: MarginTable, { row, column }: At): number {
  return table[row]?.[column] ?? 0;
}

function keyOf({ row, column }: At): string {
  return `${row} ${column}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
