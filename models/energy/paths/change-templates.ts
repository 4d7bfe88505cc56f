import type { Series } from '../../series/series.ts';
import type { Templates } from './sample-paths.ts';

/**
 * How loads changed from one day to the next over the horizon, at this time of the day on each of the days before `origin`, the latest first:
 * what a forecast misses goes together over hours and places much as these changes do. Days with a gap are left out.
 */
export function changeTemplates(
  series: Series,
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
      const at = Math.floor(index / horizonSteps) * series.steps + from + (index % horizonSteps);
      return (series.values[at] ?? NaN) - (series.values[at - day] ?? NaN);
    });
    if (!template.some(Number.isNaN)) found.push(template);
  }
  const values = new Float32Array(found.length * places * horizonSteps);
  found.forEach((template, index) => {
    values.set(template, index * places * horizonSteps);
  });
  return { count: found.length, values };
}
