import { blockDifference, type BlockDifference } from '../stand-in/block-difference.ts';
import { shouldSwitch } from '../stand-in/decision.ts';

/** How a method did beside the mean lately, and whether the mean stands in for it because of that. */
export interface Lately extends BlockDifference {
  readonly isMeanShown: boolean;
}

/** Days that "lately" reaches back: whole weeks. */
const reach = 28;

/**
 * Follows day by day what everybody could have known at its end: where the mean did better beyond doubt it stands in, until the method does,
 * by the rule that also holds for readings.
 *
 * @param model mean log loss of each day, and `mean` the same of the mean
 * @param forecasts in a day
 */
export function lately(model: Float64Array, mean: Float64Array, forecasts: number): Lately {
  let shown = { isBenchmarkShown: false, since: null as number | null };
  let evidence = blockDifference([]);
  for (let day = 1; day <= model.length; day++) {
    const first = Math.max(0, day - reach);
    evidence = blockDifference(
      Array.from(model.subarray(first, day), (loss, index) => ({
        count: forecasts,
        first: loss * forecasts,
        second: (mean[first + index] ?? NaN) * forecasts,
      })),
    );
    if (shouldSwitch(shown, evidence, day, 1, false))
      shown = { isBenchmarkShown: !shown.isBenchmarkShown, since: day };
  }
  return { ...evidence, isMeanShown: shown.isBenchmarkShown };
}
