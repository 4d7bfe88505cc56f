import type { Regime } from '../regimes.ts';
import type { ScoreRequest } from './runs.ts';

/** Two forecasters side by side: the model that is approved to be shown, and the benchmark that may stand in for it. */
export interface Pair {
  readonly modelId: string;
  readonly modelVersion: string;
  readonly benchmarkId: string;
}

/** What is decided together: a group of places, a part of the horizon and a regime. */
export interface Cell {
  /** The district; empty for the places of none. */
  readonly placeGroup: string;
  /** 1 to 4, as `bandOf` says. */
  readonly band: number;
  readonly regime: Regime;
}

/** How the two compare in a cell: pinball loss over the levels 5, 50 and 95, of which both are kept. */
export interface Evidence {
  /** Forecasts whose truth had been received. */
  readonly count: number;
  /** Stretches of time that they fall into, by their origins. */
  readonly blocks: number;
  /** Mean loss of the model less that of the benchmark, in the data's unit: above zero, the benchmark is better. */
  readonly difference: number;
  /** The middle 95 % of a paired block bootstrap. */
  readonly low: number;
  readonly high: number;
}

/** One decision: from its as-of on the benchmark is shown in a cell, or the model again. Times are epoch milliseconds. */
export interface StandIn extends Cell, Evidence {
  readonly asOf: number;
  readonly decidedAt: number;
  readonly isBenchmarkShown: boolean;
}

/** Losses of a pair in one block of time in one cell, summed. */
export interface BlockLosses extends Cell {
  readonly count: number;
  readonly model: number;
  readonly benchmark: number;
}

/** Which losses are summed: in blocks of time, of one origin in each `everySeconds`. */
export interface BlockRequest extends ScoreRequest {
  readonly blockSeconds: number;
  readonly everySeconds: number;
}
