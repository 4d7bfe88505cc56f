import type { LoggedCause } from '../../../models/explain/causes/question.ts';
import { findCauses, type CauseWeights } from '../../../models/explain/causes/find-causes.ts';
import type { DepartureCase } from './cases.ts';

/** A case and what the finder says of it; `city` tells apart causes with one key. */
export interface JudgedCase {
  readonly city: number;
  readonly case: DepartureCase;
  /** The most probable logged cause; null where nothing is logged. */
  readonly best: LoggedCause | null;
  readonly probability: number;
}

export function judged(city: number, one: DepartureCase, weights: CauseWeights): JudgedCase {
  const [best] = findCauses(one.question, one.logged, weights);
  return { city, case: one, best: best?.cause ?? null, probability: best?.probability ?? 0 };
}

/** Share of the departures due to a logged cause that are given it, each incident counting alike; by kind. */
export function recallByKind(
  cases: readonly JudgedCase[],
  named: (one: JudgedCase) => LoggedCause | null,
): ReadonlyMap<string, { readonly incidents: number; readonly recall: number }> {
  const incidents = new Map<string, { kind: string; cases: number; found: number }>();
  for (const one of cases) {
    const truth = one.case.logged[one.case.truth];
    if (truth === undefined) continue;
    const key = `${one.city} ${truth.key}`;
    const incident = incidents.get(key) ?? { kind: truth.kind, cases: 0, found: 0 };
    incident.cases++;
    if (named(one) === truth) incident.found++;
    incidents.set(key, incident);
  }
  const kinds = new Map<string, { incidents: number; recall: number }>();
  for (const { kind, cases: count, found } of incidents.values()) {
    const of = kinds.get(kind) ?? { incidents: 0, recall: 0 };
    kinds.set(kind, {
      incidents: of.incidents + 1,
      recall: (of.recall * of.incidents + found / count) / (of.incidents + 1),
    });
  }
  return kinds;
}

/** Share of departures that nothing is behind which are given a cause all the same. */
export function falseRate(
  cases: readonly JudgedCase[],
  isNamed: (one: JudgedCase) => boolean,
): { readonly cases: number; readonly rate: number } {
  const free = cases.filter((one) => one.case.isFree);
  return { cases: free.length, rate: free.filter(isNamed).length / free.length };
}

/** The most probable causes by their probability, in tenths: how many there are, what was said, and how many were right. */
export function reliability(
  cases: readonly JudgedCase[],
): readonly { readonly said: number; readonly right: number; readonly count: number }[] {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, right: 0, count: 0 }));
  for (const one of cases) {
    const bin = bins[Math.min(9, Math.floor(one.probability * 10))];
    if (one.best === null || bin === undefined) continue;
    bin.said += one.probability;
    bin.right += isRight(one) ? 1 : 0;
    bin.count++;
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ said, right, count }) => ({ said: said / count, right: right / count, count }));
}

/** Mean squared error of the probability of the most probable cause (Brier 1950), and of one that is always the mean. */
export function brier(cases: readonly JudgedCase[]): { readonly finder: number; readonly mean: number } {
  const some = cases.filter(({ best }) => best !== null);
  const mean = some.filter(isRight).length / some.length;
  const over = (said: (one: JudgedCase) => number): number =>
    some.reduce((sum, one) => sum + (said(one) - (isRight(one) ? 1 : 0)) ** 2, 0) / some.length;
  return { finder: over(({ probability }) => probability), mean: over(() => mean) };
}

export function isRight({ case: one, best }: JudgedCase): boolean {
  return best !== null && one.logged[one.truth] === best;
}
