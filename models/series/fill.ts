import { placePositions, profileAlong, type DailyProfile } from './daily-profile.ts';
import type { Window } from './window.ts';

/** A window with its gaps filled, and the usual along it. */
export interface FilledWindow {
  readonly window: Window;
  /** Position of each place of the window in the training; -1 = new. */
  readonly trained: Int32Array;
  /** `[place, history step]`: no NaN, save in places of which nothing at all is known. */
  readonly history: Float32Array;
  /** `[place]` */
  readonly imputedSteps: Uint16Array;
  /** `[place, history step]` and `[place, horizon step]`; a place without a usual has the mean of its history. */
  readonly usualHistory: Float32Array;
  readonly usualHorizon: Float32Array;
}

/**
 * Fills gaps so that no model has to think of them. A gap between two known steps is bridged by a straight line; before the first
 * and after the last known step the nearest known value is held; a place with no known step gets its usual at those
 * times. Only the window is looked at, so nothing from after the origin is used.
 */
export function fillWindow(
  window: Window,
  usual: DailyProfile,
  trainedPlaces: readonly string[],
): FilledWindow {
  const trained = placePositions(trainedPlaces, window.places);
  const usualHistory = profileAlong(usual, trained, window.historyCalendar);
  const usualHorizon = profileAlong(usual, trained, window.horizonCalendar);
  const history = window.history.slice();
  const imputedSteps = new Uint16Array(window.places.length);
  const steps = window.historySteps;
  for (let place = 0; place < window.places.length; place++) {
    const row = history.subarray(place * steps, (place + 1) * steps);
    imputedSteps[place] = bridgeGaps(row);
    const usualRow = usualHistory.subarray(place * steps, (place + 1) * steps);
    if (Number.isNaN(row[0] ?? NaN)) row.set(usualRow);
    else if (Number.isNaN(usualRow[0] ?? NaN)) {
      const mean = row.reduce((sum, value) => sum + value, 0) / steps;
      usualRow.fill(mean);
      usualHorizon.fill(mean, place * window.horizonSteps, (place + 1) * window.horizonSteps);
    }
  }
  return { window, trained, history, imputedSteps, usualHistory, usualHorizon };
}

/** Fills the NaN of a row in place, unless all of it is NaN. Gives the number of missing steps. */
export function bridgeGaps(row: Float32Array): number {
  let missing = 0;
  let previous = -1;
  for (let step = 0; step < row.length; step++) {
    const value = row[step] ?? NaN;
    if (Number.isNaN(value)) {
      missing++;
      continue;
    }
    if (previous < step - 1) {
      const before = previous < 0 ? value : (row[previous] ?? value);
      const length = step - previous;
      for (let gap = previous + 1; gap < step; gap++) {
        row[gap] = before + ((value - before) * (gap - previous)) / length;
      }
    }
    previous = step;
  }
  if (previous >= 0 && previous < row.length - 1) row.fill(row[previous] ?? NaN, previous + 1);
  return missing;
}
