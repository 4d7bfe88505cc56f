import { z } from 'zod';
import type { Regime } from '../regimes.ts';

/** A part of the horizon, 1 to `horizonBands`, in a regime. */
export interface WidthCell {
  readonly band: number;
  readonly regime: Regime;
}

/** How wide the intervals of a run are, as multiples of what its model said, by {@link widthKey}; 1 where nothing is said. */
export type IntervalWidths = Readonly<Record<string, number>>;
export const intervalWidthsSchema = z.record(z.string(), z.number().positive());
/** How much wider still the intervals of each series are, by id; 1 where nothing is said. */
export type SeriesWidths = ReadonlyMap<number, number>;

/** How wide the intervals of a run are to be: that of its cell times that of its series. */
export interface RunWidths {
  readonly cells: IntervalWidths;
  readonly series: SeriesWidths;
}

/** As the model says them. */
export const ownWidths: RunWidths = { cells: {}, series: new Map() };

export function widthKey({ band, regime }: WidthCell): string {
  return `${regime}${band}`;
}
