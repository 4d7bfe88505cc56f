/** When an incident happened and when it was received, in any one unit of time. */
export interface Reported {
  readonly startsAt: number;
  readonly receivedAt: number;
}

/** A count of a period that not everything may have been told of yet. */
export interface CorrectedCount {
  /** What is to be expected once everything has been told. */
  readonly count: number;
  /** How much of it is likely to have been told. */
  readonly complete: number;
  /** Marked wherever it is shown. */
  readonly isIncomplete: boolean;
}

/** Below this share a count is marked, and below the other one it is not corrected any more: there is too little of it. */
export const completeFrom = 0.98;
const correctedFrom = 0.2;

/**
 * Share of incidents that had been received by each age, learned from those old enough at `asOf` for the last age to have been seen.
 * @param ages ascending
 * @returns null where there are fewer than fifty of them
 */
export function completeness(
  incidents: readonly Reported[],
  ages: readonly number[],
  asOf: number,
): number[] | null {
  const oldest = ages.at(-1) ?? 0;
  const delays = incidents
    .filter(({ startsAt, receivedAt }) => startsAt <= asOf - oldest && receivedAt <= asOf)
    .map(({ startsAt, receivedAt }) => receivedAt - startsAt);
  if (delays.length < 50) return null;
  return ages.map((age) => delays.filter((delay) => delay <= age).length / delays.length);
}

/** A count so far, and what becomes of it. */
export function correctedForDelay(count: number, complete: number): CorrectedCount {
  const isIncomplete = complete < completeFrom;
  const isCorrected = isIncomplete && complete >= correctedFrom;
  return { count: isCorrected ? count / complete : count, complete, isIncomplete };
}
