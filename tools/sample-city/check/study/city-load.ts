import type { Grid } from '../../words.ts';
import type { Clock } from '../measures/profile.ts';
import { meanOf } from '../measures/order.ts';
import { rowOf } from '../measures/slowness.ts';
import { clockOf } from './clock.ts';
import type { Study } from './study.ts';

/**
 * The load of the whole city: a grid of one place, kW, and the clock of its steps. Where a meter is silent its feeder is taken to
 * go with the others; an hour of which no feeder is known is NaN.
 */
export function cityLoad(study: Study): { readonly load: Grid; readonly clock: Clock } {
  return study.once('city load', () => {
    const { feeders } = study.world.energy;
    const means = Array.from({ length: feeders.values.length / feeders.steps }, (_, feeder) =>
      meanOf(rowOf(feeders, feeder)),
    );
    const all = means.reduce((sum, mean) => sum + mean, 0);
    const values = Float32Array.from({ length: feeders.steps }, (_, step) => {
      let sum = 0;
      let usual = 0;
      means.forEach((mean, feeder) => {
        const value = feeders.values[feeder * feeders.steps + step] ?? Number.NaN;
        if (Number.isNaN(value)) return;
        sum += value;
        usual += mean;
      });
      return usual === 0 ? Number.NaN : (sum / usual) * all;
    });
    return { load: { ...feeders, values }, clock: clockOf(study.world.calendar, feeders) };
  });
}
