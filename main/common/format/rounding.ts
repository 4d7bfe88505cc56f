import { roundTo } from './numbers.ts';

/**
 * Rounds parts so that they add up to `total` as displayed: every part is rounded down, then the units that are left
 * go to the parts with the largest remainders (the method of Hamilton). No part moves by more than it must.
 *
 * @param total already rounded to `decimals`
 * @returns the rounded parts in their order; with no part there is nothing to share the total among
 */
export function roundToSum(parts: readonly number[], total: number, decimals: number): number[] {
  const scale = 10 ** decimals;
  const units = parts.map((part) => Math.floor(part * scale + 1e-9));
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part * scale - (units[index] ?? 0) }))
    .sort((first, second) => second.remainder - first.remainder || first.index - second.index);
  let left = Math.round(total * scale) - units.reduce((sum, unit) => sum + unit, 0);
  const step = Math.sign(left);
  const order = step < 0 ? byRemainder.reverse() : byRemainder;
  for (let turn = 0; left !== 0 && order.length > 0; turn += 1) {
    const index = order[turn % order.length]?.index ?? 0;
    units[index] = (units[index] ?? 0) + step;
    left -= step;
  }
  return units.map((unit) => roundTo(unit / scale, decimals));
}
