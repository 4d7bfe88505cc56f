import { z } from 'zod';
import type { Regime } from '../regimes.ts';
import type { ScoreRequest } from './runs.ts';

/** A part of the horizon, 1 to `horizonBands`, in a regime. */
export interface WidthCell {
  readonly band: number;
  readonly regime: Regime;
}

/** How wide the intervals of a run are, as multiples of what its model said, by {@link widthKey}; 1 where nothing is said. */
export type IntervalWidths = Readonly<Record<string, number>>;
export const intervalWidthsSchema = z.record(z.string(), z.number().positive());

export function widthKey({ band, regime }: WidthCell): string {
  return `${regime}${band}`;
}

/** Which forecasts came true: those for intervals that ended after `since`, epoch milliseconds, and at or before `to`. */
export interface MissRequest extends ScoreRequest {
  readonly since: number;
}

/** Of the forecasts of a cell, how many there were, and how many of the truths lay outside the 90 % interval. */
export interface CellMisses extends WidthCell {
  readonly count: number;
  readonly missed: number;
}
