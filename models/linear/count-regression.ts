import { NormalEquations } from './normal-equations.ts';

/** Rows of a regression of counts. */
export interface CountRows {
  readonly rows: number;
  readonly width: number;
  /** `[row, feature]` */
  readonly features: Float32Array;
  /** Logarithm of what is expected without the features. `[row]` */
  readonly offsets: Float32Array;
  /** `[row]` */
  readonly counts: Uint16Array;
}

const iterations = 6;

/** Steps beyond this are cut, so that a far first step does not overflow. */
const largestExponent = 20;

/**
 * Weights of log mean = offset + features * weights with the least negative log likelihood plus penalty / 2 * |weights|^2, by iteratively
 * reweighted least squares (Nelder and Wedderburn 1972). `dispersion` is that of a negative binomial, 0 for Poisson.
 * @param begin weights to start from; zero when left out
 */
export function fitCountRegression(
  { rows, width, features, offsets, counts }: CountRows,
  penalty: number,
  dispersion: number,
  begin?: Float64Array,
): Float64Array {
  let weights = begin ?? new Float64Array(width);
  const row = new Float64Array(width);
  const target = new Float64Array(1);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const equations = new NormalEquations(width, 1);
    for (let index = 0; index < rows; index++) {
      const linear = product(features, index * width, weights);
      const mean = Math.exp(Math.min((offsets[index] ?? 0) + linear, largestExponent));
      const root = Math.sqrt(mean / (1 + dispersion * mean));
      for (let feature = 0; feature < width; feature++)
        row[feature] = root * (features[index * width + feature] ?? 0);
      target[0] = root * (linear + ((counts[index] ?? 0) - mean) / mean);
      equations.add(row, target);
    }
    const next = equations.solve(penalty);
    const moved = next.reduce((most, value, at) => Math.max(most, Math.abs(value - (weights[at] ?? 0))), 0);
    weights = next;
    if (moved < 1e-3) break;
  }
  return weights;
}

/** The linear part of a row. */
export function product(features: Float32Array, from: number, weights: Float64Array): number {
  let sum = 0;
  for (let feature = 0; feature < weights.length; feature++)
    sum += (features[from + feature] ?? 0) * (weights[feature] ?? 0);
  return sum;
}
