import type { SeededRandom } from '../../main/common/seeded-random.ts';
import type { FilledWindow } from '../series/fill.ts';
import type { Window } from '../series/window.ts';

/** A window in which every place loses a random run of steps, one in four of them the latest. */
export function withGaps(window: Window, random: SeededRandom): Window {
  const { historySteps } = window;
  const history = window.history.slice();
  for (let place = 0; place < window.places.length; place++) {
    const length = 1 + random.below(historySteps - 2);
    const latest = random.next() < 0.25;
    const begin = latest ? historySteps - length : random.below(historySteps - length + 1);
    history.fill(NaN, place * historySteps + begin, place * historySteps + begin + length);
  }
  return { ...window, history };
}

/**
 * A window in which each place is at fault for the whole history with probability `share`. Of those, a `stuck` share says the same value
 * all the time; the others are silent.
 */
export function withFaults(window: Window, random: SeededRandom, share: number, stuck: number): Window {
  const { historySteps } = window;
  const history = window.history.slice();
  for (let place = 0; place < window.places.length; place++) {
    if (random.next() >= share) continue;
    const first = place * historySteps;
    const value = random.next() < stuck ? (history[first] ?? NaN) : NaN;
    history.fill(value, first, first + historySteps);
  }
  return { ...window, history };
}

/** Whether every step of a place was measured, and all to the same value. */
export function isStuck({ window: { history, historySteps } }: FilledWindow, place: number): boolean {
  const own = history.subarray(place * historySteps, (place + 1) * historySteps);
  return own.every((value) => value === own[0]);
}

/** Whether nothing at all was measured at a place in the history of a window. */
export function isSilent({ window, imputedSteps }: FilledWindow, place: number): boolean {
  return imputedSteps[place] === window.historySteps;
}

/** `[place, history step]` without the places that were silent: what was filled in there is no news for their neighbours. */
export function heardOf(filled: FilledWindow, values: Float32Array): Float32Array {
  const { historySteps } = filled.window;
  return values.map((value, index) => (isSilent(filled, Math.floor(index / historySteps)) ? NaN : value));
}
