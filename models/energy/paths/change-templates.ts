import type { Series } from '../../series/series.ts';
import { lastKnownDay } from '../hours.ts';
import type { Templates } from './sample-paths.ts';

/** A day counts where at least so much of it is known. */
const leastKnown = 0.8;

/**
 * How loads changed from the last day that was known over the horizon, at this time of the day on each of the days before `origin`, the latest first:
 * what a forecast misses goes together over hours and places much as these changes do. Days of which much is missing are left out; single
 * gaps are taken to have changed as the nearest hour of the same place and day did, and a place that says nothing all day not at all.
 */
export function changeTemplates(
  series: Pick<Series, 'places' | 'steps' | 'stepSeconds' | 'values'>,
  origin: number,
  horizonSteps: number,
  mostTemplates: number,
): Templates {
  const places = series.places.length;
  const day = Math.round(86_400 / series.stepSeconds);
  const found: Float32Array[] = [];
  for (let from = origin - Math.ceil(horizonSteps / day) * day; from >= day; from -= day) {
    if (found.length === mostTemplates) break;
    const template = Float32Array.from({ length: places * horizonSteps }, (_, index) => {
      const step = index % horizonSteps;
      const at = Math.floor(index / horizonSteps) * series.steps + from + step;
      const lastDay = at - day * lastKnownDay(step, { blocksPerDay: day });
      return (series.values[at] ?? NaN) - (series.values[lastDay] ?? NaN);
    });
    const known = template.reduce((sum, change) => (Number.isNaN(change) ? sum : sum + 1), 0);
    if (known === 0 || known < leastKnown * template.length) continue;
    if (known < template.length)
      for (let place = 0; place < places; place++)
        fillFromNearest(template.subarray(place * horizonSteps, (place + 1) * horizonSteps));
    found.push(template);
  }
  const values = new Float32Array(found.length * places * horizonSteps);
  found.forEach((template, index) => {
    values.set(template, index * places * horizonSteps);
  });
  return { count: found.length, values };
}

/** Of two that are as near the earlier one; 0 where nothing is known. */
function fillFromNearest(changes: Float32Array): void {
  const said = changes.slice();
  for (let step = 0; step < said.length; step++) {
    if (!Number.isNaN(said[step])) continue;
    changes[step] = 0;
    for (let away = 1; away < said.length; away++) {
      const near = [said[step - away], said[step + away]].find(
        (change) => change !== undefined && !Number.isNaN(change),
      );
      if (near === undefined) continue;
      changes[step] = near;
      break;
    }
  }
}
