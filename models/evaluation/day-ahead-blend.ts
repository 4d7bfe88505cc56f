import { levelCount } from '../model.ts';
import type { DayForecast } from './day-ahead-protocol.ts';

/** Errors of so many days behind the origin decide the weights. */
const daysWeighed = 28;

/**
 * Forecasts of several models put together, each weighted by one over its mean absolute error at the place on the last days; level by level.
 * The first day all weigh the same.
 * @param models `[model][day]` · @param truths `[day]`, each `[place, step]`
 */
export function blendForecasts(
  models: readonly (readonly DayForecast[])[],
  truths: readonly Float32Array[],
  places: number,
): DayForecast[] {
  const errors = models.map((days) => days.map(({ mean }, day) => errorsOf(mean, truths[day], places)));
  return truths.map((truth, day) => {
    const steps = truth.length / places;
    const mean = new Float32Array(truth.length);
    const quantiles = new Float32Array(truth.length * levelCount);
    for (let place = 0; place < places; place++) {
      const inverse = errors.map((perDay) => {
        const lately = perDay.slice(Math.max(day - daysWeighed, 0), day);
        const error = lately.reduce((sum, one) => sum + (one[place] ?? 0), 0) / lately.length;
        return lately.length === 0 ? 1 : 1 / Math.max(error, Number.MIN_VALUE);
      });
      const total = inverse.reduce((sum, weight) => sum + weight, 0);
      models.forEach((days, model) => {
        const weight = (inverse[model] ?? 0) / total;
        const add = (into: Float32Array, from: Float32Array | undefined, length: number): void => {
          for (let at = place * length; at < (place + 1) * length; at++)
            into[at] = (into[at] ?? 0) + weight * (from?.[at] ?? NaN);
        };
        add(mean, days[day]?.mean, steps);
        add(quantiles, days[day]?.quantiles, steps * levelCount);
      });
    }
    return { mean, quantiles };
  });
}

/** Mean absolute error of each place on a day; missing hours left out. */
function errorsOf(mean: Float32Array, truth: Float32Array | undefined, places: number): Float64Array {
  const steps = mean.length / places;
  return Float64Array.from({ length: places }, (_, place) => {
    let [sum, count] = [0, 0];
    for (let at = place * steps; at < (place + 1) * steps; at++) {
      const error = Math.abs((truth?.[at] ?? NaN) - (mean[at] ?? NaN));
      if (Number.isNaN(error)) continue;
      sum += error;
      count++;
    }
    return count > 0 ? sum / count : 0;
  });
}
