import type { Unit } from '../metrics.ts';
import { decimalsFor, formatNumber, formatRange } from './numbers.ts';

/** One value of a place as it is shown anywhere: the same rounding for the value, its interval and its usual. */
export interface Figure {
  readonly decimals: number;
  readonly value: string;
  /** Lower to upper end of the 90 % interval; null without one. */
  readonly interval: string | null;
  /** Null where no usual is known. */
  readonly usual: string | null;
}

/** @param shown values in `unit` */
export function figureOf(
  shown: {
    readonly value: number;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly usual: number | null;
  },
  unit: Unit | null,
): Figure {
  const { lower, upper, usual } = shown;
  const hasInterval = lower !== null && upper !== null && Number.isFinite(lower) && Number.isFinite(upper);
  const decimals = decimalsFor(hasInterval ? upper - lower : null, unit);
  return {
    decimals,
    value: formatNumber(shown.value, decimals),
    interval: hasInterval ? formatRange(lower, upper, decimals) : null,
    usual: usual !== null && Number.isFinite(usual) ? formatNumber(usual, decimals) : null,
  };
}
