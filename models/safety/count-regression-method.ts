import { fitCountRegression, product, type CountRows } from '../linear/count-regression.ts';
import { countFolds } from './choose-setting.ts';
import { fitDispersion, negativeLogScore } from './count-likelihood.ts';
import {
  firstForecast,
  learnedArray,
  learnedValue,
  type CountMethod,
  type CountModel,
} from './count-method.ts';
import { countsBetween, type Counts } from './counts.ts';
import { safetyFeatures, type SafetyFeatures } from './features.ts';

/** From strong to weak: each begins where the one before it ended. */
const penalties = [3000, 300, 30] as const;

/** What the regression learned of one category. */
interface Learned {
  readonly weights: Float64Array;
  readonly dispersion: number;
  readonly penalty: number;
}

/** Negative binomial regression on the decayed history of the cell and of those around. */
export const countRegression: CountMethod = {
  name: 'regression',
  title: 'negative binomial regression',
  isBenchmark: false,
  version: '1',
  load: (state) =>
    model(
      Array.from({ length: state.categories }, (_, category) => ({
        weights: learnedArray(state, 'weights', category),
        dispersion: learnedValue(state, 'dispersion', category),
        penalty: learnedValue(state, 'penalty', category),
      })),
    ),
  fit: (counts, end) => model(counts.categories.map((_, category) => learn(counts, category, end))),
};

function learn(counts: Counts, category: number, end: number): Learned {
  const from = firstForecast(counts, end);
  const features = safetyFeatures(counts, category, from, end);
  const all = rowsOf(counts, category, features, end);
  let best: { penalty: number; score: number } | undefined;
  const folds = countFolds(counts, end).map((fold) => ({
    ...fold,
    rows: rowsOf(counts, category, features, fold.learnedUntil),
    weights: emptyWeights(features),
  }));
  for (const penalty of penalties) {
    let score = 0;
    for (const fold of folds) {
      fold.weights = fitCountRegression(fold.rows, penalty, 0, fold.weights);
      const [first, last] = [fold.learnedUntil - from, fold.judgedUntil - from];
      score += scoreBetween(all, fold.weights, first * counts.cells.length, last * counts.cells.length);
    }
    if (best === undefined || score < best.score) best = { penalty, score };
  }
  const penalty = best?.penalty ?? penalties[0];
  const poisson = fitCountRegression(all, penalty, 0, folds.at(-1)?.weights);
  const dispersion = fitDispersion(all.counts, meansOf(all, poisson));
  const weights = dispersion === 0 ? poisson : fitCountRegression(all, penalty, dispersion, poisson);
  return { weights, dispersion, penalty };
}

function emptyWeights({ names }: SafetyFeatures): Float64Array {
  return new Float64Array(names.length);
}

function rowsOf(counts: Counts, category: number, features: SafetyFeatures, end: number): CountRows {
  const rows = (end - features.from) * counts.cells.length;
  const width = features.names.length;
  return {
    rows,
    width,
    features: features.rows.subarray(0, rows * width),
    offsets: features.offsets.subarray(0, rows),
    counts: countsBetween(counts, category, features.from, end),
  };
}

function meansOf({ rows, width, features, offsets }: CountRows, weights: Float64Array): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) =>
    Math.exp((offsets[row] ?? 0) + product(features, row * width, weights)),
  );
}

function scoreBetween(
  { width, features, offsets, counts }: CountRows,
  weights: Float64Array,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let row = from; row < to; row++) {
    const mean = Math.exp((offsets[row] ?? 0) + product(features, row * width, weights));
    sum += negativeLogScore(counts[row] ?? 0, mean, 0);
  }
  return sum;
}

function model(learned: readonly Learned[]): CountModel {
  const values = Object.fromEntries(
    learned.flatMap(({ penalty, dispersion }, category) => [
      [`penalty.${category}`, penalty],
      [`dispersion.${category}`, dispersion],
    ]),
  );
  return {
    chosen: values,
    state: {
      categories: learned.length,
      cells: [],
      values,
      arrays: Object.fromEntries(
        learned.map(({ weights }, category) => [`weights.${category}`, [...weights]]),
      ),
    },
    expect: (counts, from, to) => {
      const cells = counts.cells.length;
      const means = new Float64Array(counts.categories.length * (to - from) * cells);
      learned.forEach(({ weights }, category) => {
        const { rows, offsets, names } = safetyFeatures(counts, category, from, to);
        const first = category * (to - from) * cells;
        for (let row = 0; row < offsets.length; row++)
          means[first + row] = Math.exp((offsets[row] ?? 0) + product(rows, row * names.length, weights));
      });
      return { from, to, means, dispersions: Float64Array.from(learned, ({ dispersion }) => dispersion) };
    },
  };
}
