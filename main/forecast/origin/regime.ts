import type { UsualColumn } from './usual.ts';

/** So many usual spreads from the usual: about one reading in twenty is further off where they scatter as a normal distribution does. */
const spreadsFromUsual = 2;
/** A spread below this share of the usual counts as this much: a place that never changes is not disturbed by a rounding. */
const leastSpread = 0.02;
/** How old the last value may be, milliseconds: an older one says nothing of the present. */
const oldestValue = 900_000;

/** How many steps before an origin its regime is read from. */
export function regimeSteps(stepSeconds: number): number {
  return Math.max(1, Math.floor(oldestValue / (stepSeconds * 1000)));
}

/**
 * Which places are disturbed at an origin, by what could be known there: the last value of the last quarter of an hour lies more than two
 * spreads of this place and hour from what is usual. A place of which nothing is known is normal: nobody could say otherwise.
 *
 * @param history `[place, step]` up to the origin, NaN where nothing was measured
 * @param recent the usual of the last steps, the latest first
 * @returns 1 for each place that is disturbed
 */
export function disturbedPlaces(
  history: Float32Array,
  historySteps: number,
  recent: readonly Pick<UsualColumn, 'value' | 'spread'>[],
): Uint8Array {
  const places = historySteps > 0 ? history.length / historySteps : 0;
  return Uint8Array.from({ length: places }, (_, place) => {
    const value = (back: number): number => history[(place + 1) * historySteps - 1 - back] ?? NaN;
    const back = recent.findIndex((_usual, index) => index < historySteps && !Number.isNaN(value(index)));
    const column = recent[back];
    if (column === undefined) return 0;
    const usual = column.value[place] ?? NaN;
    const spread = Math.max(column.spread[place] ?? NaN, leastSpread * Math.abs(usual));
    return Math.abs(value(back) - usual) > spreadsFromUsual * spread ? 1 : 0;
  });
}
