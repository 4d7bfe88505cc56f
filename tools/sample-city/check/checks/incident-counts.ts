import type { Check } from '../check.ts';
import { dispersionOf, type Dispersion } from '../measures/dispersion.ts';
import type { Study } from '../study/study.ts';

const squareMetres = 3000;
const dayMilliseconds = 86_400_000;

/** Counts by square of 3 km and day, over the squares in which anything happens. */
function dispersion(study: Study): Dispersion {
  return study.once('dispersion of incidents', () => {
    const { incidents, scenario } = study.world;
    const start = scenario.until - scenario.hourlyDays * dayMilliseconds;
    const squares = new Map<string, Float64Array>();
    for (const { point, happenedAt } of incidents) {
      const key = point.map((metres) => Math.floor(metres / squareMetres)).join(' ');
      const row = squares.get(key) ?? new Float64Array(scenario.hourlyDays);
      squares.set(key, row);
      const day = Math.floor((happenedAt - start) / dayMilliseconds);
      if (day >= 0 && day < row.length) row[day] = (row[day] ?? 0) + 1;
    }
    const counts = new Float64Array(squares.size * scenario.hourlyDays);
    [...squares.values()].forEach((row, index) => counts.set(row, index * scenario.hourlyDays));
    return dispersionOf(counts, scenario.hourlyDays);
  });
}

const detail = ({ mean, varianceToMean }: Dispersion) =>
  `${mean.toFixed(2)} a cell-day, variance to mean ${varianceToMean.toFixed(2)}, squares of 3 km`;

/** Counts vary more between places and days than chance would have it. */
export const incidentsOverdispersed: Check = (study) => ({
  figure: dispersion(study).excess,
  detail: detail(dispersion(study)),
});

/** They do so between the days of one place as well. */
export const incidentsOverdispersedInTime: Check = (study) => ({
  figure: dispersion(study).excessWithinCells,
  detail: detail(dispersion(study)),
});
