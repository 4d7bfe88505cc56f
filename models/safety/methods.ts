import { etas } from './benchmarks/etas.ts';
import { exponentialMean, kernelDensity, mean, meanByWeek } from './benchmarks/simple.ts';
import { withDispersion } from './benchmarks/with-dispersion.ts';
import type { CountMethod } from './count-method.ts';
import { countRegression } from './count-regression-method.ts';

/** All ways to expect counts, benchmarks first. A new one is one file and one line here. */
export const countMethods: readonly CountMethod[] = [
  ...[mean, meanByWeek, exponentialMean, kernelDensity, etas].map(withDispersion),
  countRegression,
];
