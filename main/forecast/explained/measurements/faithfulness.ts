import { SeededRandom } from '../../../common/seeded-random.ts';
import type { ExplainFigure } from '../../../common/contract/messages/explain-evaluation.ts';
import { figureOver, mean, type Measurement } from '../measurement.ts';
import {
  allPartsIn,
  asUsual,
  correlation,
  creditedBy,
  curvesOf,
  partsIn,
  type Curves,
  type ReadingsPart,
} from './faithful-parts.ts';
import { plainGradients, sampledShapley } from './other-credits.ts';

/**
 * Whether a forecast hangs on what its explanation says. Deletion and insertion (Petsiuk, Das and Saenko 2018): the parts told of become
 * usual one after the other, and come back, the strongest first or in random order; ranked well, the former changes the forecast sooner,
 * and the latter leaves less open. Occlusion: each part alone. Beside them the same parts by sampled Shapley values and by plain gradients,
 * both against the usual, and by the way that tells, against the usual too: what is told may be against real situations. Explanations with fewer than two parts play no part.
 */
export const faithfulness: Measurement = async (bench) => {
  const occluded: number[] = [];
  const [told, sampled, sloped] = [new Credits(''), new Credits('-sampled'), new Credits('-gradient')];
  const [random, fromUsual] = [new Credits('-random'), new Credits('-usual')];
  for (const one of bench.cases) {
    const parts = partsIn(one, await bench.explained(one), bench.window.historySteps);
    if (parts.length < 2) continue;
    const order = new SeededRandom(one.seed).shuffle(Uint32Array.from(parts.keys()));
    const shuffled = Array.from(order).flatMap((index) => parts[index] ?? []);
    random.add(await curvesOf(bench, one, shuffled), shuffled);
    const alone = await bench.changes(
      one,
      parts.map((part) => asUsual(bench, [part])),
    );
    occluded.push(...alone.map((change) => -change));
    const usual = allPartsIn(one, await bench.explainedFromUsual(one), bench.window.historySteps);
    for (const [credits, credited] of [
      [told, parts],
      [fromUsual, creditedBy(parts, usual)],
      [sampled, await sampledShapley(bench, one, parts)],
      [sloped, await plainGradients(bench, one, parts)],
    ] as const)
      credits.add(await curvesOf(bench, one, strongestFirst(credited)), credited);
  }
  const ranked = [told, fromUsual, random, sampled, sloped];
  return [
    ...ranked.map((credits) => credits.curveFigure('deletion')),
    ...ranked.map((credits) => credits.curveFigure('insertion')),
    ...[told, fromUsual, sampled, sloped].map((credits) => credits.occlusionFigure(occluded)),
  ];
};

/** What one way of giving credit comes to over all explanations. */
class Credits {
  readonly #suffix: string;
  readonly #curves: Curves[] = [];
  readonly #values: number[] = [];

  constructor(suffix: string) {
    this.#suffix = suffix;
  }

  add(curves: Curves, parts: readonly ReadingsPart[]): void {
    this.#curves.push(curves);
    this.#values.push(...parts.map(({ value }) => value));
  }

  curveFigure(of: keyof Curves): ExplainFigure {
    return figureOver(
      `faithful-${of}${this.#suffix}`,
      'value',
      this.#curves.map((one) => one[of]),
      mean,
    );
  }

  occlusionFigure(occluded: readonly number[]): ExplainFigure {
    return figureOver(`faithful-occlusion${this.#suffix}`, 'share', this.#values, () =>
      correlation(this.#values, occluded),
    );
  }
}

function strongestFirst(parts: readonly ReadingsPart[]): readonly ReadingsPart[] {
  return parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
}
