import { familyOf, featuresOf, type Family } from '../../../models/explain/causes/features.ts';
import { shares, type CauseWeights } from '../../../models/explain/causes/find-causes.ts';
import type { DepartureCase } from './cases.ts';

interface Row {
  readonly family: Family;
  readonly names: readonly string[];
  readonly values: Float64Array;
}

/** A case with its features worked out; `truth` as in the case. */
export interface PreparedCase {
  readonly rows: readonly Row[];
  readonly truth: number;
}

export function prepared({ question, logged, truth }: DepartureCase): PreparedCase {
  const rows = logged.map((cause) => {
    const features = featuresOf(question, cause);
    return {
      family: familyOf(cause),
      names: Object.keys(features),
      values: Float64Array.from(Object.values(features)),
    };
  });
  return { rows, truth };
}

const rounds = 400;
const [rate, first, second] = [0.1, 0.9, 0.999];

/**
 * Weights with the least log loss over some cases, each as probable as it is drawn, and a penalty on their squares (multinomial logistic
 * regression; Adam, Kingma and Ba 2015, over all cases at once).
 * @param penalty on the squares, over the number of cases
 */
export function fitWeights(cases: readonly PreparedCase[], penalty: number): CauseWeights {
  const families = new Map<Family, { names: readonly string[]; weights: Float64Array }>();
  for (const { rows } of cases)
    for (const { family, names } of rows)
      if (!families.has(family)) families.set(family, { names, weights: new Float64Array(names.length) });
  const moments = new Map(
    [...families].map(([family, { weights }]) => [
      family,
      { mean: weights.slice(), square: weights.slice() },
    ]),
  );
  for (let round = 1; round <= rounds; round++) {
    const gradients = gradientsAt(cases, families, penalty);
    for (const [family, { weights }] of families) {
      const gradient = gradients.get(family) ?? new Float64Array(0);
      const { mean, square } = moments.get(family) ?? { mean: weights, square: weights };
      for (const [index, slope] of gradient.entries()) {
        mean[index] = first * (mean[index] ?? 0) + (1 - first) * slope;
        square[index] = second * (square[index] ?? 0) + (1 - second) * slope * slope;
        const step = (mean[index] ?? 0) / (1 - first ** round);
        const size = Math.sqrt((square[index] ?? 0) / (1 - second ** round)) + 1e-9;
        weights[index] = (weights[index] ?? 0) - (rate * step) / size;
      }
    }
  }
  const told = (family: Family): Record<string, number> => {
    const { names = [], weights = [] } = families.get(family) ?? {};
    return Object.fromEntries(
      names.map((name, index) => [name, Number((weights[index] ?? 0).toPrecision(4))]),
    );
  };
  return { road: told('road'), outage: told('outage'), event: told('event'), weather: told('weather') };
}

function gradientsAt(
  cases: readonly PreparedCase[],
  families: ReadonlyMap<Family, { readonly weights: Float64Array }>,
  penalty: number,
): Map<Family, Float64Array> {
  const gradients = new Map(
    [...families].map(([family, { weights }]) => [
      family,
      weights.map((weight) => (penalty * weight) / cases.length),
    ]),
  );
  for (const { rows, truth } of cases) {
    const probabilities = shares(
      rows.map(({ family, values }) => {
        const { weights } = families.get(family) ?? {};
        let score = 0;
        for (let index = 0; index < values.length; index++)
          score += (values[index] ?? 0) * (weights?.[index] ?? 0);
        return score;
      }),
    );
    rows.forEach(({ family, values }, row) => {
      const error = ((probabilities[row] ?? 0) - (row === truth ? 1 : 0)) / cases.length;
      const gradient = gradients.get(family);
      if (gradient === undefined) return;
      for (let index = 0; index < values.length; index++)
        gradient[index] = (gradient[index] ?? 0) + error * (values[index] ?? 0);
    });
  }
  return gradients;
}
