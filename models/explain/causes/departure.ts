/** A place departs from its usual where it is off by so large a share of it, by so much, and by so many times what it is off as a rule. */
const leastShare = 0.15;
const leastKmh = 5;
const leastSpreads = 1;

/**
 * Whether there is anything to explain.
 * @param usual km/h
 * @param spread root mean square distance of readings from the usual at this hour, km/h
 * @param deviation the value less its usual, as a share of the usual
 */
export function departs(usual: number, spread: number, deviation: number): boolean {
  const off = Math.abs(deviation) * usual;
  return Math.abs(deviation) >= leastShare && off >= leastKmh && !(off < leastSpreads * spread);
}
