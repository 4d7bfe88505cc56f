import type { RecentDeviations } from './question.ts';

/** Steps of which a mean says what a place is like: three readings scatter less than one. */
const meanSteps = 3;

/** Mean deviation of a place in the steps that end at an instant; 0 where nothing is known, as if it were usual. */
export function deviationAt(recent: RecentDeviations, place: number, endsAt: number): number {
  const { values, steps, stepMinutes, asOf } = recent;
  const last = steps - 1 - Math.max(0, Math.round((asOf - endsAt) / 60_000 / stepMinutes));
  let [sum, count] = [0, 0];
  for (let step = Math.max(0, last - meanSteps + 1); step <= last; step++) {
    const value = values[place * steps + step] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** Minutes before the cut-off at which a place began to depart as it does, at half of what it does now; as long as is known at most. */
export function departedForMinutes(recent: RecentDeviations, place: number): number {
  const now = deviationAt(recent, place, recent.asOf);
  const { steps, stepMinutes, asOf } = recent;
  for (let back = 1; back < steps - meanSteps; back++) {
    const then = deviationAt(recent, place, asOf - back * stepMinutes * 60_000);
    if (then * Math.sign(now) < Math.abs(now) / 2) return back * stepMinutes;
  }
  return steps * stepMinutes;
}

/** The share of some places that are slower than usual by more than a tenth, and the median of all, at the cut-off. */
export function together(
  recent: RecentDeviations,
  places: readonly number[],
): { readonly slowed: number; readonly median: number } {
  const sorted = places
    .map((place) => deviationAt(recent, place, recent.asOf))
    .sort((one, other) => one - other);
  return {
    slowed: sorted.filter((value) => value < -0.1).length / Math.max(1, sorted.length),
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
  };
}
