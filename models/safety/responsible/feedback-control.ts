import type { SeededRandom } from '../../../main/common/seeded-random.ts';

/**
 * How likely each cell is to have been visited on a day, from the log of deployments. Cells that were hardly ever visited count as if
 * they had been visited half a day.
 * @param visits days with a deployment, `[cell]`
 */
export function visitProbabilities(visits: ArrayLike<number>, days: number): Float64Array {
  return Float64Array.from(visits, (count) => Math.min(1, (count + 0.5) / (days + 1)));
}

/**
 * How many of the incidents that officers found in each cell are kept, so that going somewhere more often does not by itself bring more
 * incidents into the record: the least probability over the cell's (Ensign et al. 2018, thinning by one over the chance of being there).
 */
export function keptShares(probabilities: Float64Array): Float64Array {
  const least = probabilities.reduce((smallest, one) => Math.min(smallest, one), 1);
  return probabilities.map((one) => least / one);
}

/** How many of `count` incidents found are kept: each by itself with that chance. */
export function thinned(count: number, share: number, random: SeededRandom): number {
  let kept = 0;
  for (let each = 0; each < count; each++) {
    if (random.next() < share) kept++;
  }
  return kept;
}
