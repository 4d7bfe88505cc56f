/** A count as a rate of what could have been hit. */
export interface ExposureRate {
  readonly rate: number;
  /** The middle 95 % of rates with which such a count is likely (Byar's approximation). */
  readonly low: number;
  readonly high: number;
}

const normal975 = 1.959964;

/**
 * Incidents per unit of exposure: people about, vehicle-kilometres.
 * @returns null where nobody knows the exposure, or there is none
 */
export function exposureRate(count: number, exposure: number): ExposureRate | null {
  if (!(exposure > 0)) return null;
  const above = count + 1;
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - normal975 / (3 * Math.sqrt(count))) ** 3;
  const high = above * (1 - 1 / (9 * above) + normal975 / (3 * Math.sqrt(above))) ** 3;
  return { rate: count / exposure, low: low / exposure, high: high / exposure };
}
