/** How load answers to temperature: two straight lines that meet. */
export interface VCurve {
  /** Where they meet, °C. */
  readonly turnsAt: number;
  /** Change of load with each degree below and above, in shares of the mean load. */
  readonly heating: number;
  readonly cooling: number;
  /** Share of the variance that the curve takes away. */
  readonly explained: number;
}

/**
 * Least squares of load on degrees below and above a turning point and on days off, with the turning point that fits best
 * (Moral-Carcedo and Vicéns-Otero 2005 estimate it from the data as well).
 *
 * @param days daily means
 */
export function vCurveOf(
  days: readonly { readonly temperature: number; readonly load: number; readonly isWorkday: boolean }[],
): VCurve {
  const mean = days.reduce((sum, { load }) => sum + load, 0) / days.length;
  const variance = days.reduce((sum, { load }) => sum + (load - mean) ** 2, 0);
  let best: VCurve = { turnsAt: Number.NaN, heating: 0, cooling: 0, explained: -Infinity };
  for (let turnsAt = 8; turnsAt <= 26; turnsAt += 0.25) {
    const rows = days.map(({ temperature, isWorkday }) => [
      1,
      Math.max(0, turnsAt - temperature),
      Math.max(0, temperature - turnsAt),
      isWorkday ? 0 : 1,
    ]);
    const terms = leastSquares(
      rows,
      days.map(({ load }) => load),
    );
    if (terms === null) continue;
    const errors = days.reduce((sum, { load }, index) => {
      const fitted = terms.reduce((part, term, column) => part + term * (rows[index]?.[column] ?? 0), 0);
      return sum + (load - fitted) ** 2;
    }, 0);
    const explained = 1 - errors / variance;
    if (explained > best.explained)
      best = { turnsAt, heating: (terms[1] ?? 0) / mean, cooling: (terms[2] ?? 0) / mean, explained };
  }
  return best;
}

/** The normal equations by Gauss and Jordan with row exchange; null where they have no single solution. */
function leastSquares(rows: readonly (readonly number[])[], targets: readonly number[]): number[] | null {
  const size = rows[0]?.length ?? 0;
  const system = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size + 1 }, (_, j) =>
      rows.reduce((sum, row, at) => sum + (row[i] ?? 0) * (j < size ? (row[j] ?? 0) : (targets[at] ?? 0)), 0),
    ),
  );
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(system[row]?.[column] ?? 0) > Math.abs(system[pivot]?.[column] ?? 0)) pivot = row;
    const top = system[pivot] ?? [];
    const head = top[column] ?? 0;
    if (Math.abs(head) < 1e-9) return null;
    system[pivot] = system[column] ?? [];
    system[column] = top.map((value) => value / head);
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = system[row]?.[column] ?? 0;
      system[row] = (system[row] ?? []).map((value, at) => value - factor * (system[column]?.[at] ?? 0));
    }
  }
  return system.map((row) => row[size] ?? 0);
}
