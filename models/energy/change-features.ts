/** What is known, at the origin, of the past of one target hour; in the unit of the data, NaN = not known. */
export interface Past {
  /** 0 = Monday, of the target hour. */
  readonly dayOfWeek: number;
  /** At the same local time on the last day that is known (`lastKnownDay`: yesterday for the first day ahead), and the day before it. */
  readonly lastDay: number;
  readonly dayBefore: number;
  /** At the same local time seven and fourteen days before. */
  readonly week: number;
  readonly twoWeeks: number;
  /** The last hour before the origin, and the same hour a day and a week before. */
  readonly lastHour: number;
  readonly lastHourYesterday: number;
  readonly lastHourLastWeek: number;
  /** Means of the last six hours before the origin, and of those hours a day before. */
  readonly lastHours: number;
  readonly lastHoursYesterday: number;
}

const daysOfWeek = 7;

/** `plain`: the lags of the published benchmark. `rich`: also where the last hours stand against the last day and last week. */
export type FeatureSet = 'plain' | 'rich';

export function featureCount(set: FeatureSet): number {
  return daysOfWeek + (set === 'plain' ? 4 : 7);
}

/** Penalties of the weights: days of the week and changes. */
export function featurePenalties(set: FeatureSet, calendar: number, changes: number): Float64Array {
  return Float64Array.from({ length: featureCount(set) }, (_, at) => (at < daysOfWeek ? calendar : changes));
}

/**
 * Writes the features of the change from the last day, in `scale`s of the place: the day of the week, and how other times stood
 * against it. What is not known counts as no change.
 */
export function writeFeatures(
  past: Past,
  set: FeatureSet,
  scale: number,
  out: Float64Array,
  offset: number,
): void {
  out.fill(0, offset, offset + featureCount(set));
  out[offset + past.dayOfWeek] = 1;
  let at = offset + daysOfWeek;
  const put = (now: number, before: number): void => {
    const change = (now - before) / scale;
    out[at++] = Number.isFinite(change) ? change : 0;
  };
  put(past.dayBefore, past.lastDay);
  put(past.week, past.lastDay);
  put(past.twoWeeks, past.lastDay);
  put(past.lastHour, past.lastHourYesterday);
  if (set === 'plain') return;
  put(past.lastHours, past.lastHoursYesterday);
  put(past.lastHour, past.lastHourLastWeek);
  put(past.lastHour, past.lastDay);
}
