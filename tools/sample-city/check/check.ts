import type { Study } from './study/study.ts';
import { thresholds, type CheckName, type Threshold } from './thresholds.ts';

/** What one check found. */
export interface CheckResult {
  readonly check: CheckName;
  /** In `unit`; NaN where the world gives nothing to measure, which passes no check. */
  readonly figure: number;
  readonly unit: string;
  readonly threshold: Threshold;
  readonly source: string;
  readonly passed: boolean;
  /** What the figure was taken from. */
  readonly detail: string;
}

/** A figure, and what it was taken from. */
export interface Finding {
  readonly figure: number;
  readonly detail: string;
}

export type Check = (study: Study) => Finding;

/** Holds a finding to its threshold. */
export function judged(check: CheckName, { figure, detail }: Finding): CheckResult {
  const threshold: Threshold = thresholds[check];
  const { unit, source, atLeast = -Infinity, atMost = Infinity } = threshold;
  return { check, figure, unit, threshold, source, detail, passed: figure >= atLeast && figure <= atMost };
}
