import type { LoggedWeather } from './question.ts';

/** From so much on weather may slow traffic: mm/h of rain, metres of visibility that fog takes from 1,000. */
const least = { rain: 0.1, fog: 50 } as const;

/**
 * The spell of weather that a cut-off lies in or that ended within the last hour; null where there is none.
 * @param strengths of the steps up to the cut-off, as was known at the end of each; NaN where nothing was
 * @param endsAt of the last step, epoch milliseconds
 */
export function spellOf(
  kind: LoggedWeather['kind'],
  strengths: Float32Array,
  endsAt: number,
  stepMilliseconds: number,
): LoggedWeather | null {
  const inHour = Math.round(3_600_000 / stepMilliseconds);
  const isIn = (step: number): boolean => (strengths[step] ?? NaN) >= least[kind];
  let last = strengths.length - 1;
  while (last >= 0 && !isIn(last)) last--;
  if (last < 0 || strengths.length - 1 - last >= inHour) return null;
  let first = last;
  while (first > 0 && isIn(first - 1)) first--;
  const strength = strengths
    .subarray(Math.max(first, last - inHour + 1), last + 1)
    .reduce((most, one) => Math.max(most, one), 0);
  const startsAt = endsAt - (strengths.length - first) * stepMilliseconds;
  return { kind, key: `${kind}-${startsAt}`, startsAt, strength };
}
