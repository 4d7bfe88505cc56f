import type { ExplanationRecord } from '../../../common/contract/compute-contract.ts';
import { SeededRandom } from '../../../common/seeded-random.ts';
import {
  figureOver,
  mean,
  type ExplainedCase,
  type ExplanationBench,
  type Measurement,
} from '../measurement.ts';

/** So many parts of a forecast are looked at, the strongest. */
const partsAtMost = 6;

/** Readings that something of a forecast is credited to: those of a place, all or a step of them. */
interface ReadingsPart {
  readonly place: number;
  /** Null: all steps. */
  readonly step: number | null;
  readonly value: number;
}

/** Mean sizes of the changes of a forecast, in its unit. */
interface Curves {
  /** While parts become usual, one more each time. */
  readonly deletion: number;
  /** What is left open while they come back. */
  readonly insertion: number;
}

/**
 * Whether a forecast hangs on what its explanation says. Deletion and insertion (Petsiuk, Das and Saenko 2018): the parts told of become
 * usual one after the other, and come back, the strongest first or in random order; ranked well, the former changes the forecast sooner,
 * and the latter leaves less open. Occlusion: each part alone. Explanations with fewer than two parts play no part.
 */
export const faithfulness: Measurement = async (bench) => {
  const ranked: Curves[] = [];
  const random: Curves[] = [];
  const credited: number[] = [];
  const occluded: number[] = [];
  for (const one of bench.cases) {
    const parts = partsIn(one, await bench.explained(one), bench.window.historySteps);
    if (parts.length < 2) continue;
    const order = new SeededRandom(one.seed).shuffle(Uint32Array.from(parts.keys()));
    ranked.push(await curvesOf(bench, one, parts));
    random.push(
      await curvesOf(
        bench,
        one,
        Array.from(order, (index) => parts[index]).filter((part) => part !== undefined),
      ),
    );
    const alone = await bench.changes(
      one,
      parts.map((part) => asUsual(bench, [part])),
    );
    credited.push(...parts.map(({ value }) => value));
    occluded.push(...alone.map((change) => -change));
  }
  const over = (id: string, curves: readonly Curves[], of: keyof Curves) =>
    figureOver(
      id,
      'value',
      curves.map((one) => one[of]),
      mean,
    );
  return [
    over('faithful-deletion', ranked, 'deletion'),
    over('faithful-deletion-random', random, 'deletion'),
    over('faithful-insertion', ranked, 'insertion'),
    over('faithful-insertion-random', random, 'insertion'),
    figureOver('faithful-occlusion', 'share', credited, () => correlation(credited, occluded)),
  ];
};

/** The strongest parts of an explanation, the strongest first. */
function partsIn(
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
    })
    .filter(({ value }) => value !== 0)
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value))
    .slice(0, partsAtMost);
}

/** The readings with those of some parts as usual. */
function asUsual({ window, usualHistory }: ExplanationBench, parts: readonly ReadingsPart[]): Float32Array {
  const { historySteps, history } = window;
  const readings = history.slice();
  for (const { place, step } of parts) {
    const from = place * historySteps + (step ?? 0);
    const to = step === null ? from + historySteps : from + 1;
    readings.set(usualHistory.subarray(from, to), from);
  }
  return readings;
}

async function curvesOf(
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
function correlation(one: readonly number[], other: readonly number[]): number {
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
