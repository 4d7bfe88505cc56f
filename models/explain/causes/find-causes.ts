import { familyOf, featuresOf, type Family } from './features.ts';
import type { Features } from './of-place.ts';
import type { CauseQuestion, LoggedCause } from './question.ts';

/** Weights of the features, family by family; what has no weight counts for nothing. */
export type CauseWeights = Readonly<Record<Family, Readonly<Record<string, number>>>>;

export interface ScoredCause<Cause extends LoggedCause = LoggedCause> {
  readonly cause: Cause;
  /** That this is what the departure is due to most, of all that is logged and nothing of it. */
  readonly probability: number;
}

/** How much speaks for a cause: log odds against none. */
export function scoreOf(weights: Readonly<Record<string, number>>, features: Features): number {
  let score = 0;
  for (const [name, value] of Object.entries(features)) score += (weights[name] ?? 0) * value;
  return score;
}

/** Probabilities of some scores and of none of them, which comes last: softmax, the score of none being 0. */
export function shares(scores: readonly number[]): number[] {
  const all = [...scores, 0];
  const most = Math.max(...all);
  const sizes = all.map((score) => Math.exp(score - most));
  const sum = sizes.reduce((total, size) => total + size, 0);
  return sizes.map((size) => size / sum);
}

/** The logged causes of a departure from the usual, the most probable first. What is left to one is that none of them is. */
export function findCauses<Cause extends LoggedCause>(
  question: CauseQuestion,
  logged: readonly Cause[],
  weights: CauseWeights,
): readonly ScoredCause<Cause>[] {
  const scores = logged.map((cause) => scoreOf(weights[familyOf(cause)], featuresOf(question, cause)));
  const probabilities = shares(scores);
  return logged
    .map((cause, index) => ({ cause, probability: probabilities[index] ?? 0 }))
    .sort((one, other) => other.probability - one.probability);
}
