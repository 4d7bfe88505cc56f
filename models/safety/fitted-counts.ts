import type { CountFitRecord } from '../../main/common/contract/count-records.ts';
import type { CountModel, ExpectedCounts } from './count-method.ts';
import { onlyCategories, type Counts } from './counts.ts';
import { countMethodOf } from './methods.ts';

/** A stored fit that expects counts of more categories than it was fitted to: of the others it says nothing. */
export interface FittedCounts {
  readonly method: string;
  readonly model: CountModel;
  readonly categories: readonly string[];
}

/** @throws MetropoleError `model-unknown` */
export function fittedCounts({ method, categories, state }: CountFitRecord): FittedCounts {
  return { method, categories, model: countMethodOf(method).load(state) };
}

/** Whether a fit can expect anything of these counts: it needs all categories that it was fitted to. */
export function canExpect({ categories }: Pick<FittedCounts, 'categories'>, counts: Counts): boolean {
  return categories.every((category) => counts.categories.includes(category));
}

/** What a fit expects of counts, in their order of categories; NaN of those that it was not fitted to. */
export function expectOf(
  { model, categories }: FittedCounts,
  counts: Counts,
  from: number,
  to: number,
): ExpectedCounts {
  const isWhole = categories.join() === counts.categories.join();
  const own = model.expect(isWhole ? counts : onlyCategories(counts, categories), from, to);
  if (isWhole) return own;
  const size = (to - from) * counts.cells.length;
  const means = new Float64Array(counts.categories.length * size).fill(NaN);
  const dispersions = new Float64Array(counts.categories.length).fill(NaN);
  categories.forEach((category, at) => {
    const position = counts.categories.indexOf(category);
    means.set(own.means.subarray(at * size, (at + 1) * size), position * size);
    dispersions[position] = own.dispersions[at] ?? NaN;
  });
  return { from, to, means, dispersions };
}
