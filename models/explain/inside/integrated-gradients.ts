import type { Window } from '../../series/window.ts';
import type { ContributionDetail } from '../explanation.ts';
import type { Part } from './part.ts';

/** A forecast as a sum: `base` and what a differentiable function makes of the features, both in the unit of the data. */
export interface Described {
  readonly base: number;
  readonly features: Float32Array;
}

/** A model whose mean forecast has a derivative. */
export interface Differentiable {
  /** What the mean of a place is made from; undefined where nothing is known of it. */
  describe(window: Window, place: number): Described | undefined;
  /**
   * Derivatives of the mean at a horizon step, less its base, with respect to the features, averaged over points.
   * @param points `[point, feature]` @returns `[feature]`, in the unit of the data
   */
  gradient(points: Float32Array, step: number): Promise<Float32Array>;
}

/** Points of the way at which gradients are taken. */
const pointCount = 64;
/** Of so many parts, the strongest, it is told which of their steps counts most. */
const stepsToldOf = 6;

/** The step of a replacement that is looked into: from one window to another, at a place and horizon step. */
export interface Step {
  readonly before: Window;
  readonly after: Window;
  readonly place: number;
  readonly step: number;
}

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017) along the straight way from the features before to those after, credited to the
 * parts that move each feature. Features are linear in the readings; what is not (flags, limits, the width of the grid of points) is
 * left to the caller: the values need not add up to the change of the forecast.
 * @returns a detail for each part; nothing where the place cannot be described
 */
export async function integratedGradients(
  model: Differentiable,
  parts: readonly Part[],
  { before, after, place, step }: Step,
): Promise<readonly ContributionDetail[]> {
  const from = model.describe(before, place);
  const to = model.describe(after, place);
  if (from === undefined || to === undefined) return [];
  const gradient = await model.gradient(pointsBetween(from.features, to.features), step);
  const effectOf = (window: Window): number => {
    const moved = model.describe(window, place) ?? from;
    return gradient.reduce(
      (sum, slope, at) => sum + slope * ((moved.features[at] ?? 0) - (from.features[at] ?? 0)),
      moved.base - from.base,
    );
  };
  const values = parts.map((part) => effectOf(part.put(before)));
  const ranked = values
    .map((_, index) => index)
    .sort((one, other) => size(values, other) - size(values, one));
  const told = new Set(ranked.slice(0, stepsToldOf));
  return parts.map((part, index) => {
    const value = values[index] ?? 0;
    const { putStep } = part;
    if (putStep === undefined || !told.has(index)) return part.detail(value);
    const bySteps = Array.from({ length: before.historySteps }, (_, at) => effectOf(putStep(before, at)));
    return part.detail(value, strongest(bySteps, Math.sign(value)));
  });
}

function size(values: readonly number[], index: number): number {
  return Math.abs(values[index] ?? 0);
}

/** Position of the value that counts most in one direction. */
function strongest(values: readonly number[], sign: number): number {
  return values.reduce((best, value, index) => (sign * value > sign * (values[best] ?? 0) ? index : best), 0);
}

/** The middles of equal stretches of the way, `[point, feature]`. */
function pointsBetween(from: Float32Array, to: Float32Array): Float32Array {
  const width = from.length;
  return Float32Array.from({ length: pointCount * width }, (_, index) => {
    const share = (Math.floor(index / width) + 0.5) / pointCount;
    const at = index % width;
    return (from[at] ?? 0) + share * ((to[at] ?? 0) - (from[at] ?? 0));
  });
}
