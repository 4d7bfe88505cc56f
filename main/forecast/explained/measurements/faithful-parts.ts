import type { ExplanationRecord } from '../../../common/contract/compute-contract.ts';
import { mean, type ExplainedCase, type ExplanationBench } from '../measurement.ts';

/** So many parts of a forecast are looked at, the strongest. */
const partsAtMost = 6;

/** Readings that something of a forecast is credited to: those of a place, all or a step of them. */
export interface ReadingsPart {
  readonly place: number;
  /** Null: all steps. */
  readonly step: number | null;
  readonly value: number;
}

/** Mean sizes of the changes of a forecast, in its unit. */
export interface Curves {
  /** While parts become usual, one more each time. */
  readonly deletion: number;
  /** What is left open while they come back. */
  readonly insertion: number;
}

/** The strongest parts of an explanation, the strongest first. */
export function partsIn(
  one: ExplainedCase,
  explanation: ExplanationRecord,
  steps: number,
): readonly ReadingsPart[] {
  return allPartsIn(one, explanation, steps)
    .filter(({ value }) => value !== 0)
    .toSorted((first, second) => Math.abs(second.value) - Math.abs(first.value))
    .slice(0, partsAtMost);
}

/** All that an explanation credits readings with. */
export function allPartsIn(
  { place }: ExplainedCase,
  { contributions }: ExplanationRecord,
  steps: number,
): readonly ReadingsPart[] {
  return contributions
    .flatMap(({ details }) => details)
    .flatMap((detail): ReadingsPart[] => {
      const { kind, value } = detail;
      if (kind === 'neighbour') return [{ place: detail.place, step: null, value }];
      return kind === 'lag' ? [{ place, step: steps - 1 - detail.stepsBefore, value }] : [];
    });
}

/** The same parts with what another explanation credits them with; nothing where it does not tell of one. */
export function creditedBy(
  parts: readonly ReadingsPart[],
  others: readonly ReadingsPart[],
): readonly ReadingsPart[] {
  return parts.map((part) => ({
    ...part,
    value: others.find(({ place, step }) => place === part.place && step === part.step)?.value ?? 0,
  }));
}

/**
 * The readings with those of some parts as usual.
 * @param share how much of the way to the usual they go
 */
export function asUsual(
  { window, usualHistory }: ExplanationBench,
  parts: readonly ReadingsPart[],
  share = 1,
): Float32Array {
  const { historySteps, history } = window;
  const readings = history.slice();
  for (const { place, step } of parts) {
    const from = place * historySteps + (step ?? 0);
    const to = step === null ? from + historySteps : from + 1;
    for (let at = from; at < to; at++) {
      const [now, usual] = [history[at] ?? NaN, usualHistory[at] ?? NaN];
      readings[at] = share === 1 ? usual : now + share * (usual - now);
    }
  }
  return readings;
}

/** How a forecast changes while parts become usual in their order, and while they come back. */
export async function curvesOf(
  bench: ExplanationBench,
  one: ExplainedCase,
  parts: readonly ReadingsPart[],
): Promise<Curves> {
  const deleted = parts.map((_, index) => asUsual(bench, parts.slice(0, index + 1)));
  const inserted = parts.map((_, index) => asUsual(bench, parts.slice(index + 1)));
  const changes = await bench.changes(one, [...deleted, ...inserted]);
  const sizes = changes.map((change) => Math.abs(change));
  return { deletion: mean(sizes.slice(0, parts.length)), insertion: mean(sizes.slice(parts.length)) };
}

/** Pearson's; NaN where one of them does not vary. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const [middle, otherMiddle] = [mean(one), mean(other)];
  let [product, square, otherSquare] = [0, 0, 0];
  one.forEach((value, index) => {
    const [here, there] = [value - middle, (other[index] ?? NaN) - otherMiddle];
    product += here * there;
    square += here * here;
    otherSquare += there * there;
  });
  return product / Math.sqrt(square * otherSquare);
}
