import { happenedByPeriod, isKnown, type Counts } from './counts.ts';
import { WeekProfile } from './week-profile.ts';

/** What a long-run mean is made of, exactly: `factor * (seen + priorPeriods * cityRate) / (exposure + priorPeriods)`. */
export interface MeanParts {
  /** Incidents of the category in the cell before the period. */
  readonly seen: number;
  /** Periods that were seen, each as busy as its part of the week usually is. */
  readonly exposure: number;
  /** Periods of the city's mean that the cell begins with. */
  readonly priorPeriods: number;
  /** The city's mean per cell and period. */
  readonly cityRate: number;
  /** How busy the period's part of the week is, on average 1; 1 where the rhythm is not laid over. */
  readonly factor: number;
  readonly expected: number;
}

/** The parts of the mean of a cell in a period, from what is known before it. */
export function meanParts(
  counts: Counts,
  category: number,
  cell: number,
  period: number,
  { byWeek, priorDays }: { readonly byWeek: boolean; readonly priorDays: number },
): MeanParts {
  const profile = new WeekProfile(counts);
  const happened = happenedByPeriod(counts, category);
  let [seen, exposure, events, periods] = [0, 0, 0, 0];
  for (let before = 0; before < period && isKnown(counts, before); before++) {
    const now = happened[before];
    if (now === undefined) break;
    exposure += byWeek ? profile.factor(before) : 1;
    profile.add(before, now);
    events += now.counts.reduce((total, count) => total + count, 0);
    seen += now.counts[now.cells.indexOf(cell)] ?? 0;
    periods++;
  }
  const priorPeriods = priorDays * counts.periodsPerDay;
  const cityRate = Math.max(events, 1) / (Math.max(periods, 1) * counts.cells.length);
  const factor = byWeek ? profile.factor(period) : 1;
  const expected = (factor * (seen + priorPeriods * cityRate)) / (exposure + priorPeriods);
  return { seen, exposure, priorPeriods, cityRate, factor, expected };
}
