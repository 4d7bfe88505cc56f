import { completeFrom, completeness } from '../../../models/safety/responsible/reporting-delay.ts';
import type { LearnedIncident } from './learned-incidents.ts';
import type { PeriodClock } from './period-clock.ts';

const hour = 3_600_000;

/** How late incidents are told, and how much of the last known period is likely to be here. */
export interface ReportingDelay {
  readonly medianMinutes: number;
  readonly ninetiethMinutes: number;
  readonly complete: number;
  readonly isIncomplete: boolean;
}

/**
 * Learned from incidents that are old enough.
 * @param end of the last known period, and `asOf` what had been received by then; epoch milliseconds
 * @returns null where the sources do not say when they were told, or of too few
 */
export function reportingDelay(
  incidents: readonly LearnedIncident[],
  end: number,
  asOf: number,
): ReportingDelay | null {
  const delays = incidents.map(({ startsAt, receivedAt }) => receivedAt - startsAt).toSorted((a, b) => a - b);
  const at = (share: number): number => (delays[Math.floor(share * (delays.length - 1))] ?? 0) / 60_000;
  if ((delays.at(-1) ?? 0) <= 0) return null;
  const age = Math.max(asOf - end, 0);
  const [complete] = completeness(incidents, [age, age + 7 * 24 * hour], asOf) ?? [];
  if (complete === undefined) return null;
  return {
    medianMinutes: at(0.5),
    ninetiethMinutes: at(0.9),
    complete,
    isIncomplete: complete < completeFrom,
  };
}

/** Days back that are looked at for one of which everything is told. */
const mostDaysBack = 28;

/**
 * End of what nearly everything is told of: days after it are not judged yet.
 * @returns a period that begins a day; the last whole day that is known where nobody says when incidents were told, or of too few
 */
export function reportedUntil({
  incidents,
  clock,
  known,
  asOf,
}: {
  readonly incidents: readonly LearnedIncident[];
  readonly clock: PeriodClock;
  /** The first period that is not known. */
  readonly known: number;
  /** What had been received by then, epoch milliseconds. */
  readonly asOf: number;
}): number {
  const { periodsPerDay } = clock;
  const lastDay = Math.floor(known / periodsPerDay);
  const ends = Array.from({ length: mostDaysBack }, (_, back) => (lastDay - back) * periodsPerDay);
  const ages = ends.map((end) => Math.max(0, asOf - clock.startOf(end)));
  const complete = completeness(incidents, ages, asOf);
  const last = lastDay * periodsPerDay;
  if (complete === null) return last;
  return ends.find((_, back) => (complete[back] ?? 0) >= completeFrom) ?? ends.at(-1) ?? last;
}
