import type { Grid } from '../../words.ts';
import type { Clock } from '../measures/profile.ts';
import { clockOf } from './clock.ts';
import type { Study } from './study.ts';

/** The load of the whole city: a grid of one place, kW, and the clock of its steps. Hours that any feeder misses are NaN. */
export function cityLoad(study: Study): { readonly load: Grid; readonly clock: Clock } {
  return study.once('city load', () => {
    const { feeders } = study.world.energy;
    const values = new Float32Array(feeders.steps);
    feeders.values.forEach((value, index) => {
      const step = index % feeders.steps;
      values[step] = (values[step] ?? 0) + value;
    });
    return { load: { ...feeders, values }, clock: clockOf(study.world.calendar, feeders) };
  });
}
