import { choleskyFactor, solveInPlace, solveLower } from './cholesky.ts';

/** Rows to learn from: `features` `[row, width]`, of which the first `count` rows count. */
export interface RidgeRows {
  readonly width: number;
  readonly features: Float64Array;
  readonly targets: Float64Array;
  readonly count: number;
}

export interface RidgeFit {
  /** `[width]` */
  readonly weights: Float64Array;
  /** `[row]`: what each row would have been missed by, had it not been learned from. */
  readonly errors: Float64Array;
  /** Weights `[width]` had some rows not been learned from, the others counting as much as they did. */
  readonly without: (rows: readonly number[]) => Float64Array;
}

/** Sums over rows: `gram` `[width, width]`, of which the upper triangle is written, and `cross` `[width]`. */
interface Sums {
  readonly gram: Float64Array;
  readonly cross: Float64Array;
  /** Where a row is not zero: room for the row at hand. */
  readonly present: Uint8Array;
}

/** Leverage at which an error left out is no longer trusted. */
const mostLeverage = 0.9;

/**
 * Least squares with a penalty for each weight, where single rows that are far off count less: after each pass a row weighs as much as the
 * median absolute error over its own, at most one (Huber 1964, by iteratively reweighted least squares). Without passes it is a plain
 * ridge. Errors are those of the row left out, by its leverage.
 *
 * @param penalties `[width]`, each above zero
 */
export function robustRidge(rows: RidgeRows, penalties: Float64Array, passes: number): RidgeFit {
  const { width, features, targets, count } = rows;
  const shares = new Float64Array(count).fill(1);
  const errors = new Float64Array(count);
  for (let pass = 0; ; pass++) {
    const sums: Sums = {
      gram: diagonal(penalties),
      cross: new Float64Array(width),
      present: new Uint8Array(width),
    };
    for (let row = 0; row < count; row++) addRow(rows, row, shares[row] ?? 0, sums);
    const { lower, weights } = solved(sums);
    for (let row = 0; row < count; row++) {
      let sum = targets[row] ?? 0;
      for (let at = 0; at < width; at++) sum -= (weights[at] ?? 0) * (features[row * width + at] ?? 0);
      errors[row] = sum;
    }
    if (pass === passes) {
      leaveOut(rows, lower, shares, errors);
      const without = (left: readonly number[]): Float64Array => {
        const others: Sums = { ...sums, gram: sums.gram.slice(), cross: sums.cross.slice() };
        for (const row of left) addRow(rows, row, -(shares[row] ?? 0), others);
        return solved(others).weights;
      };
      return { weights, errors, without };
    }
    const middle = medianOfSizes(errors);
    for (let row = 0; row < count; row++) {
      const size = Math.abs(errors[row] ?? 0);
      shares[row] = size > middle ? middle / size : 1;
    }
  }
}

function diagonal(penalties: Float64Array): Float64Array {
  const width = penalties.length;
  const gram = new Float64Array(width * width);
  penalties.forEach((penalty, at) => {
    gram[at * width + at] = penalty;
  });
  return gram;
}

/** @param share how much the row counts; below zero, it is taken away */
function addRow(
  { width, features, targets }: RidgeRows,
  row: number,
  share: number,
  { gram, cross, present }: Sums,
): void {
  const base = row * width;
  const target = targets[row] ?? 0;
  let some = 0;
  for (let at = 0; at < width; at++) if (features[base + at] !== 0) present[some++] = at;
  for (let left = 0; left < some; left++) {
    const first = present[left] ?? 0;
    const weighted = share * (features[base + first] ?? 0);
    cross[first] = (cross[first] ?? 0) + weighted * target;
    for (let right = left; right < some; right++) {
      const second = present[right] ?? 0;
      const index = first * width + second;
      gram[index] = (gram[index] ?? 0) + weighted * (features[base + second] ?? 0);
    }
  }
}

function solved({ gram, cross }: Pick<Sums, 'gram' | 'cross'>): {
  lower: Float64Array;
  weights: Float64Array;
} {
  const width = cross.length;
  const lower = choleskyFactor(gram, width, 0);
  const weights = cross.slice();
  solveInPlace(lower, width, weights, 0, 1);
  return { lower, weights };
}

/** Turns errors into those of rows left out: over one minus the leverage. */
function leaveOut(
  { width, features, count }: RidgeRows,
  lower: Float64Array,
  shares: Float64Array,
  errors: Float64Array,
): void {
  const row = new Float64Array(width);
  for (let index = 0; index < count; index++) {
    row.set(features.subarray(index * width, (index + 1) * width));
    solveLower(lower, width, row, 0, 1);
    const leverage = (shares[index] ?? 0) * row.reduce((sum, value) => sum + value * value, 0);
    errors[index] = (errors[index] ?? 0) / (1 - Math.min(leverage, mostLeverage));
  }
}

function medianOfSizes(errors: Float64Array): number {
  const sizes = errors.map(Math.abs).sort();
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}
