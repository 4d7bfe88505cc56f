import { etas } from './benchmarks/etas.ts';
import { exponentialMean, kernelDensity, mean, meanByWeek } from './benchmarks/simple.ts';
import { withDispersion } from './benchmarks/with-dispersion.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import type { CountMethod } from './count-method.ts';
import { countRegression } from './count-regression-method.ts';

/** All ways to expect counts, benchmarks first. A new one is one file and one line here. */
export const countMethods: readonly CountMethod[] = [
  ...[mean, meanByWeek, exponentialMean, kernelDensity, etas].map(withDispersion),
  countRegression,
];

/** @throws MetropoleError `model-unknown` */
export function countMethodOf(name: string): CountMethod {
  const found = countMethods.find((method) => method.name === name);
  if (found !== undefined) return found;
  throw new MetropoleError('model-unknown', {
    model: name,
    known: countMethods.map((method) => method.name).join(', '),
  });
}
