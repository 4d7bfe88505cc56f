import type { Window } from '../../series/window.ts';
import type { ContributionDetail } from '../explanation.ts';
import type { Part } from './part.ts';

/**
 * For models without gradients: the parts get their real values one after the other, in one order and in the opposite one, and each is credited
 * with the mean of its two changes: the Shapley value where no more than two parts act together. The values add up to the whole
 * change. Two forecasts for each part.
 * @param meanOf the mean forecast in a window
 */
export async function bothOrders(
  parts: readonly Part[],
  before: Window,
  meanOf: (window: Window) => Promise<number>,
): Promise<readonly ContributionDetail[]> {
  const values = new Float64Array(parts.length);
  const start = await meanOf(before);
  const forwards = parts.map((_, index) => index);
  for (const order of [forwards, forwards.toReversed()]) {
    let window = before;
    let reached = start;
    for (const index of order) {
      window = parts[index]?.put(window) ?? window;
      const next = await meanOf(window);
      values[index] = (values[index] ?? 0) + (next - reached) / 2;
      reached = next;
    }
  }
  return parts.map((part, index) => part.detail(values[index] ?? 0));
}
