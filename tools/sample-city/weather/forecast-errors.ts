import { forecastHours, hourMilliseconds } from '../calendar/span.ts';
import { streamOf } from '../random.ts';
import { hourlyNoise } from './hourly-noise.ts';

/** How far apart forecasts are issued. */
export const issueHours = 6;

/**
 * Errors of the forecasts issued every six hours, in units of the error that even the shortest lead has. Each issue revises the one
 * before, and revisions know nothing of one another, as those of a good forecaster do: the error of a forecast is that of the
 * shortest lead plus all revisions still to come, so its variance grows with lead. Both are correlated from hour to hour.
 */
export interface ForecastErrors {
  /** Error at an hour of the issue that is so many issues after the first one. */
  at(issue: number, leadHour: number): number;
}

/**
 * @param key which quantity
 * @param from when the first forecast is issued
 * @param growth standard deviation of one revision
 */
export function forecastErrors(
  seed: number,
  key: string,
  from: number,
  issues: number,
  growth: number,
): ForecastErrors {
  const shortest = hourlyNoise(seed, `error-${key}`, from, issues * issueHours + forecastHours, 9);
  const revisions = Array.from({ length: issues + forecastHours / issueHours }, (_, issue) =>
    revision(seed, key, from + issue * issueHours * hourMilliseconds),
  );
  return {
    at: (issue, leadHour) => {
      let error = shortest[issue * issueHours + leadHour] ?? 0;
      for (let step = 1; step * issueHours <= leadHour; step++)
        error += growth * (revisions[issue + step]?.[leadHour - step * issueHours] ?? 0);
      return error;
    },
  };
}

/** What one issue changes in the hours ahead of it, of unit variance. */
function revision(seed: number, key: string, issuedAt: number): Float64Array {
  const random = streamOf(seed, 'weather', `revision-${key}`, issuedAt / hourMilliseconds);
  const persistence = Math.exp(-1 / 10);
  const shock = Math.sqrt(1 - persistence ** 2);
  const changes = new Float64Array(forecastHours);
  let value = random.normal();
  for (let hour = 0; hour < forecastHours; hour++) {
    changes[hour] = value;
    value = persistence * value + shock * random.normal();
  }
  return changes;
}
