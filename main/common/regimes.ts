/**
 * What a place is like at an origin. Disturbed: its last value is far from what is usual there at this time. Everything else is
 * normal, silence too.
 */
export const regimes = ['normal', 'disturbed'] as const;
export type Regime = (typeof regimes)[number];

/** The horizon in equal parts, each as long as from one row of the track record to the next: of an hour 15, 30, 45 and 60 minutes. */
export const horizonBands = 4;

/** The part of the horizon, 1 to {@link horizonBands}, that a step lies in. @param step 1 is the first step after the as-of */
export function bandOf(step: number, steps: number): number {
  return Math.ceil((step * horizonBands) / steps);
}
