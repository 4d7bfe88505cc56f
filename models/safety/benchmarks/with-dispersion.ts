import { countFolds } from '../choose-setting.ts';
import { fitDispersion } from '../count-likelihood.ts';
import { learnedValue, type CountMethod, type CountModel } from '../count-method.ts';
import { countsBetween } from '../counts.ts';

/**
 * The same method as a negative binomial: the dispersion of each category is fitted to its own forecasts of the second half of what may
 * be learned from. Without it a method would lose to the regression for the shape of its distribution alone.
 */
export function withDispersion(method: CountMethod): CountMethod {
  return {
    ...method,
    fit: (counts, end) => {
      const model = method.fit(counts, end);
      const from = countFolds(counts, end)[0]?.learnedUntil ?? 0;
      const { means } = model.expect(counts, from, end);
      const size = (end - from) * counts.cells.length;
      const dispersions = Float64Array.from(counts.categories, (_, category) =>
        fitDispersion(
          countsBetween(counts, category, from, end),
          means.subarray(category * size, (category + 1) * size),
        ),
      );
      return widened(model, dispersions);
    },
    load: (state) =>
      widened(
        method.load(state),
        Float64Array.from({ length: state.categories }, (_, category) =>
          learnedValue(state, 'dispersion', category),
        ),
      ),
  };
}

function widened(model: CountModel, dispersions: Float64Array): CountModel {
  const named = Object.fromEntries(
    [...dispersions].map((dispersion, category) => [`dispersion.${category}`, dispersion] as const),
  );
  return {
    chosen: { ...model.chosen, ...named },
    state: { ...model.state, values: { ...model.state.values, ...named } },
    expect: (asked, first, last) => ({ ...model.expect(asked, first, last), dispersions }),
  };
}
