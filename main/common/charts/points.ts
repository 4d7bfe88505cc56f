/** A point of a line, or a cut: a null value ends the line and starts it anew. */
export type Point = [at: number, value: number | null];

/**
 * Pairs two columns to the points of a line. Missing values become cuts, and so do holes: where two neighbouring rows
 * are more than one and a half usual distances apart, a cut is put between them. No NaN ever comes out.
 *
 * @param at epoch milliseconds, ascending; rows without an instant are left out
 */
export function linePoints(at: ArrayLike<number>, values: ArrayLike<number>): Point[] {
  const usualDistance = medianDistance(at);
  const points: Point[] = [];
  let before: number | undefined;
  for (let row = 0; row < at.length; row += 1) {
    const instant = at[row];
    if (instant === undefined || !Number.isFinite(instant)) continue;
    if (before !== undefined && instant - before > 1.5 * usualDistance) {
      points.push([before + usualDistance, null]);
    }
    points.push([instant, finiteOrNull(values[row])]);
    before = instant;
  }
  return points;
}

/** The difference of two columns as points, missing where either is. */
export function differencePoints(
  at: ArrayLike<number>,
  upper: ArrayLike<number>,
  lower: ArrayLike<number>,
): Point[] {
  const widths = Array.from(at, (_, row) => (upper[row] ?? Number.NaN) - (lower[row] ?? Number.NaN));
  return linePoints(at, widths);
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** Infinity for fewer than two rows: then nothing counts as a hole. */
function medianDistance(at: ArrayLike<number>): number {
  const distances: number[] = [];
  for (let row = 1; row < at.length; row += 1) {
    const distance = (at[row] ?? Number.NaN) - (at[row - 1] ?? Number.NaN);
    if (distance > 0) distances.push(distance);
  }
  distances.sort((first, second) => first - second);
  return distances[Math.floor(distances.length / 2)] ?? Number.POSITIVE_INFINITY;
}
