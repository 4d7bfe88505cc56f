/** Local days from `from` to before `to`, as numbers since 1970. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

const dayMilliseconds = 86_400_000;
/** Shorter silences may be a rhythm of the week, or holidays. */
const leastDays = 7;
/** A silence less likely than this was no quiet time. */
const leastProbable = 1e-6;
/** Days before and behind a silence that say how likely it is. */
const daysBeside = 56;

/**
 * The silences between incidents that are next to impossible at the city's own rate: what happened then was not recorded. Judged by the
 * side, before or behind, on which a silence is likelier, so that a quiet season or a town with few incidents keeps its quiet days: days
 * are taken to be independent, their counts negative binomial with the mean and the variance of the days on that side (Poisson where
 * they vary no more than that). Other silences as long are no measure of how likely one is.
 *
 * @param localTimes when incidents happened: epoch milliseconds of the local clock, as if it were UTC
 */
export function unrecordedDays(localTimes: readonly number[]): DaySpan[] {
  const days = localTimes.map((time) => Math.floor(time / dayMilliseconds));
  const first = days.reduce((least, day) => Math.min(least, day), Infinity);
  const last = days.reduce((most, day) => Math.max(most, day), -Infinity);
  if (days.length === 0) return [];
  const counts = new Uint32Array(last - first + 1);
  for (const day of days) counts[day - first] = (counts[day - first] ?? 0) + 1;
  const silences = silencesOf(counts);
  return silences
    .filter((silence) => probabilityOf(silence, counts, silences) < leastProbable)
    .map(({ from, to }) => ({ from: first + from, to: first + to }));
}

/** How many days there are in all. */
export function countDays(spans: readonly DaySpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** A local day as it is written: `2026-03-31`. */
export function dayText(day: number): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

function silencesOf(counts: Uint32Array): DaySpan[] {
  const silences: DaySpan[] = [];
  let from = 0;
  for (let day = 0; day < counts.length; day++) {
    if (counts[day] === 0) continue;
    if (day - from >= leastDays) silences.push({ from, to: day });
    from = day + 1;
  }
  return silences;
}

function probabilityOf({ from, to }: DaySpan, counts: Uint32Array, silences: readonly DaySpan[]): number {
  const isLong = (day: number): boolean =>
    silences.some((one) => one.from <= day && day < one.to && one.to - one.from >= to - from);
  const beside = (begin: number, step: 1 | -1): number[] => {
    const found: number[] = [];
    for (let day = begin; day >= 0 && day < counts.length && found.length < daysBeside; day += step)
      if (!isLong(day)) found.push(counts[day] ?? 0);
    return found;
  };
  return Math.max(...[beside(from - 1, -1), beside(to, 1)].map((days) => quietDay(days) ** (to - from)));
}

/** The probability of a day without any incident, by the moments of daily counts. */
function quietDay(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  const dispersion = (variance - mean) / mean ** 2;
  return dispersion > 0 ? (1 + dispersion * mean) ** (-1 / dispersion) : Math.exp(-mean);
}
