/** Means of the parts of each day: `values` is `[place, day, part]`, NaN = missing. */
export interface DailyProfiles {
  readonly places: number;
  readonly days: number;
  readonly parts: number;
  readonly values: Float64Array;
}

/** Two places that read from `day` on what the other one read before. Positions among the places, and among the days. */
export interface SwappedMeters {
  readonly first: number;
  readonly second: number;
  readonly day: number;
}

/** Whole weeks on either side of the moment, so that weekdays stand against weekdays. */
const windowDays = 7;
/** Days of a window that must be there. */
const fewestDays = 4;
/** A change counts from this many spreads of the days around it. */
const leastSpreads = 2;
/** What one reads after must be as near to what the other read before as this share of its own change. */
const nearestShare = 1 / 3;

interface Change {
  readonly place: number;
  readonly day: number;
  readonly size: number;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Pairs of places whose readings change, on one day and for good, into those of each other. The likeliest pair of each place. */
export function swappedMeters(profiles: DailyProfiles): SwappedMeters[] {
  const changes = Array.from({ length: profiles.places }, (_, place) =>
    greatestChange(profiles, place),
  ).filter((change) => change !== null);
  const pairs = changes.flatMap((one, index) =>
    changes.slice(index + 1).flatMap((other) => {
      if (Math.abs(one.day - other.day) > 1) return [];
      const apart = Math.max(distance(one.after, other.before), distance(other.after, one.before));
      const share = apart / Math.min(one.size, other.size);
      return share <= nearestShare ? [{ one, other, share }] : [];
    }),
  );
  const taken = new Set<number>();
  return pairs
    .sort((first, second) => first.share - second.share)
    .flatMap(({ one, other }) => {
      if (taken.has(one.place) || taken.has(other.place)) return [];
      taken.add(one.place).add(other.place);
      return [{ first: one.place, second: other.place, day: Math.max(one.day, other.day) }];
    });
}

/** The day on which a place changes most between the week before and the week from then on; null where none stands out. */
function greatestChange(profiles: DailyProfiles, place: number): Change | null {
  let greatest: Change | null = null;
  for (let day = windowDays; day + windowDays <= profiles.days; day++) {
    const before = weekFrom(profiles, place, day - windowDays);
    const after = weekFrom(profiles, place, day);
    if (before === null || after === null) continue;
    const size = distance(before.mean, after.mean);
    if (!(size > leastSpreads * Math.hypot(before.spread, after.spread))) continue;
    if (greatest === null || size > greatest.size)
      greatest = { place, day, size, before: before.mean, after: after.mean };
  }
  return greatest;
}

/** The mean day of a week and how far its days are from it; null where too much is missing. */
function weekFrom(
  { days, parts, values }: DailyProfiles,
  place: number,
  from: number,
): { readonly mean: Float64Array; readonly spread: number } | null {
  const mean = new Float64Array(parts);
  let variance = 0;
  for (let part = 0; part < parts; part++) {
    const known = Array.from(
      { length: windowDays },
      (_, day) => values[(place * days + from + day) * parts + part] ?? NaN,
    ).filter((value) => !Number.isNaN(value));
    if (known.length < fewestDays) return null;
    const middle = known.reduce((sum, value) => sum + value, 0) / known.length;
    mean[part] = middle;
    variance += known.reduce((sum, value) => sum + (value - middle) ** 2, 0) / known.length / parts;
  }
  return { mean, spread: Math.sqrt(variance) };
}

/** Root of the mean squared difference of two days. */
function distance(one: Float64Array, other: Float64Array): number {
  const squares = one.reduce((sum, value, part) => sum + (value - (other[part] ?? NaN)) ** 2, 0);
  return Math.sqrt(squares / one.length);
}
