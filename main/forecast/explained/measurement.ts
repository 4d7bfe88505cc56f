import type { ExplanationRecord, WindowRecord } from '../../common/contract/compute-contract.ts';
import type { Drilldown } from '../../common/contract/messages/drilldown.ts';
import type { ExplainFigure } from '../../common/contract/messages/explain-evaluation.ts';

/** A forecast that is explained. */
export interface ExplainedCase {
  readonly seed: number;
  /** Position in the scene. */
  readonly place: number;
  /** Horizon step, 0 = first. */
  readonly step: number;
}

/** What explanations are measured on: forecasts of one run, drawn with fixed seeds. */
export interface ExplanationBench {
  readonly cases: readonly ExplainedCase[];
  /** What the model saw. */
  readonly window: WindowRecord;
  /** What is usual of every reading of the window, `[place, history step]`; NaN where nobody knows. */
  readonly usualHistory: Float32Array;
  /** How much the forecast of a case changes with each of these readings instead of the real ones; NaN where it has none. */
  changes(one: ExplainedCase, histories: readonly Float32Array[]): Promise<readonly number[]>;
  /** What is displayed of a case, its explanation included. */
  displayed(one: ExplainedCase): Promise<Drilldown>;
  /** The model's own explanation of a case; of another window than its own where one is given. */
  explained(one: ExplainedCase, window?: WindowRecord): Promise<ExplanationRecord>;
  /** The same against inputs at their usual, whatever it is told against. */
  explainedFromUsual(one: ExplainedCase): Promise<ExplanationRecord>;
}

/** One way to measure explanations. A new one is a file, a line in `registry.ts` and the words of its figures. */
export type Measurement = (bench: ExplanationBench) => Promise<readonly ExplainFigure[]>;

/** A figure over some values; null where none of them is a number. */
export function figureOver(
  id: string,
  kind: ExplainFigure['kind'],
  values: readonly number[],
  over: (values: readonly number[]) => number,
): ExplainFigure {
  const known = values.filter(Number.isFinite);
  return { id, kind, value: known.length === 0 ? null : over(known), count: known.length };
}

export const largest = (values: readonly number[]): number => Math.max(...values);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
