/** What is compared: deviations from usual, `[row, step]`, the place itself first; NaN where nothing was measured. */
export interface Deviations {
  readonly rows: number;
  readonly steps: number;
  readonly values: Float32Array;
  /** How much each row counts; the place itself counts as much as all others together at most. */
  readonly weights: readonly number[];
}

/** A moment of the past, and how far it was from the one in question: the root of the mean squared difference, in the unit of the data. */
export interface SituationAlike {
  /** Step that it ends before, as the origin in question. */
  readonly origin: number;
  readonly distance: number;
}

export interface Search {
  /** Steps before an origin that are compared. */
  readonly lengthSteps: number;
  /** Origins that may be found. */
  readonly candidates: readonly number[];
  /** Two that are found lie at least so many steps apart. */
  readonly apartSteps: number;
  readonly count: number;
}

/** Fewer pairs of readings than this share say nothing of how alike two moments were. */
const shareNeeded = 0.5;

/** The moments whose deviations from usual, here and in the neighbourhood, were nearest to those before `origin`, the nearest first. */
export function situationsAlike(
  deviations: Deviations,
  origin: number,
  { lengthSteps, candidates, apartSteps, count }: Search,
): readonly SituationAlike[] {
  const ranked = candidates
    .filter((candidate) => candidate >= lengthSteps)
    .map((candidate) => ({
      origin: candidate,
      distance: distanceTo(deviations, origin, candidate, lengthSteps),
    }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((first, second) => first.distance - second.distance || second.origin - first.origin);
  const found: SituationAlike[] = [];
  for (const one of ranked) {
    if (found.length === count) break;
    if (found.every((other) => Math.abs(other.origin - one.origin) >= apartSteps)) found.push(one);
  }
  return found;
}

/** NaN where too few readings of both are there, or none of the place itself. */
function distanceTo(
  { rows, steps, values, weights }: Deviations,
  origin: number,
  candidate: number,
  lengthSteps: number,
): number {
  let sum = 0;
  let weight = 0;
  let pairs = 0;
  let own = 0;
  for (let row = 0; row < rows; row++) {
    for (let back = 1; back <= lengthSteps; back++) {
      const difference =
        (values[row * steps + origin - back] ?? NaN) - (values[row * steps + candidate - back] ?? NaN);
      if (Number.isNaN(difference)) continue;
      sum += (weights[row] ?? 0) * difference ** 2;
      weight += weights[row] ?? 0;
      pairs++;
      if (row === 0) own++;
    }
  }
  const isEnough = own >= shareNeeded * lengthSteps && pairs >= shareNeeded * rows * lengthSteps;
  return isEnough ? Math.sqrt(sum / weight) : NaN;
}
