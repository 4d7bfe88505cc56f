import { MetropoleError } from '../../main/common/errors.ts';
import { choleskyFactor, solveInPlace } from './cholesky.ts';

const blockRows = 32;

/**
 * Least squares with a penalty on all weights, from sums that grow row by row:
 * W = (X'X + penalty I)^-1 X'Y, solved by Cholesky in double precision (Hoerl and Kennard 1970).
 */
export class NormalEquations {
  readonly #features: number;
  readonly #targets: number;
  readonly #gram: Float64Array;
  readonly #cross: Float64Array;
  /** Rows wait here, column by column, until there are enough of them to be added in one go. */
  readonly #waiting: Float64Array;
  rows = 0;

  constructor(features: number, targets: number) {
    this.#features = features;
    this.#targets = targets;
    this.#gram = new Float64Array(features * features);
    this.#cross = new Float64Array(features * targets);
    this.#waiting = new Float64Array((features + targets) * blockRows);
  }

  /** Adds one row of features and its targets. */
  add(features: Float64Array, targets: Float64Array): void {
    const slot = this.rows % blockRows;
    for (let column = 0; column < this.#features; column++) {
      this.#waiting[column * blockRows + slot] = features[column] ?? 0;
    }
    for (let target = 0; target < this.#targets; target++) {
      this.#waiting[(this.#features + target) * blockRows + slot] = targets[target] ?? 0;
    }
    this.rows++;
    if (slot === blockRows - 1) this.#flush();
  }

  #flush(): void {
    const width = this.#features;
    for (let row = 0; row < width; row++) {
      for (let column = row; column < width; column++) {
        const index = row * width + column;
        this.#gram[index] = (this.#gram[index] ?? 0) + this.#product(row, column);
      }
      for (let target = 0; target < this.#targets; target++) {
        const index = row * this.#targets + target;
        this.#cross[index] = (this.#cross[index] ?? 0) + this.#product(row, width + target);
      }
    }
    this.#waiting.fill(0);
  }

  #product(first: number, second: number): number {
    const waiting = this.#waiting;
    let left = first * blockRows;
    let right = second * blockRows;
    let sum = 0;
    for (const end = left + blockRows; left < end; left++, right++)
      sum += (waiting[left] ?? 0) * (waiting[right] ?? 0);
    return sum;
  }

  /**
   * Weights `[feature, target]`.
   * @throws MetropoleError `forecast-no-data` when no row was added.
   */
  solve(penalty: number): Float64Array {
    if (this.rows === 0)
      throw new MetropoleError('forecast-no-data', {}, 'no training row without a missing target');
    this.#flush();
    const width = this.#features;
    const lower = choleskyFactor(this.#gram, width, penalty);
    const weights = this.#cross.slice();
    for (let target = 0; target < this.#targets; target++) {
      solveInPlace(lower, width, weights, target, this.#targets);
    }
    return weights;
  }
}
