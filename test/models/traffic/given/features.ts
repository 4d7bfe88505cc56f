import { fillWindow } from '../../../../models/series/fill.ts';
import type { Series } from '../../../../models/series/series.ts';
import { windowAt, type Window } from '../../../../models/series/window.ts';
import { fitHabits, habitsOf } from '../../../../models/traffic/habits.ts';
import { featureCount, TrafficFeatures, trafficInputs } from '../../../../models/traffic/inputs.ts';

const horizonSteps = 3;

/** The window of a series at a step. */
export function windowOf(series: Series, origin: number): Window {
  return windowAt(series, origin, { ...trafficInputs, horizonSteps });
}

/** What a network that was given these is told of a place beside what every network is told, values in the unit of the series. */
export function givenFeatures(
  series: Series,
  window: Window,
  given: readonly string[],
  place: number,
): readonly number[] {
  const profiles = fitHabits(series);
  const filled = fillWindow(window, profiles.usual, series.places);
  const scale = { mean: 0, spread: 1 };
  const writer = new TrafficFeatures(filled, habitsOf(filled, profiles), profiles.usual, scale, given);
  const out = new Float32Array(writer.width);
  writer.write(place, out, 0);
  return [...out.subarray(featureCount(horizonSteps))];
}
