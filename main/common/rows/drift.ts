/**
 * What may drift. Inputs: how far readings lie from the usual, how they change over an hour, how many are missing. Errors of the forecasts:
 * whether they lie to one side, and how large they are.
 */
export const driftKinds = ['level', 'change', 'missing', 'bias', 'size'] as const;
export type DriftKind = (typeof driftKinds)[number];

/** One finding: from its as-of on something has drifted, or not any more. Times are epoch milliseconds. */
export interface Drift {
  readonly kind: DriftKind;
  /** Null: the whole city. */
  readonly district: string | null;
  readonly asOf: number;
  readonly foundAt: number;
  readonly isOn: boolean;
  /** Population stability index of an input, cumulative sum of errors in spreads. */
  readonly value: number;
  /** The limit that it passed. */
  readonly limit: number;
  /** Readings or forecasts that it is over. */
  readonly count: number;
}

/** Errors of one block of time, in spreads that the interval says. */
export interface ErrorBlock {
  /** Empty for the places of none; null: of the whole city. */
  readonly district: string | null;
  readonly count: number;
  /** Mean of truth less median. */
  readonly bias: number;
  /** Mean of its size. */
  readonly size: number;
}
