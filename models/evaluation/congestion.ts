import { quantileOfSorted } from '../intervals/quantile.ts';

/** Two thirds of the speed that only one reading in twenty exceeds: about 45 mph where traffic flows at 67. @param values NaN = missing */
export function congestionLimit(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  return (2 / 3) * quantileOfSorted(known, 0.95);
}
