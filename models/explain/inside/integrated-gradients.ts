import type { Links } from '../../series/series.ts';
import type { Window } from '../../series/window.ts';
import type { ContributionDetail } from '../explanation.ts';
import { sideBySide } from '../side-by-side.ts';
import type { Part } from './part.ts';

/** A forecast as a sum: `base` and what a differentiable function makes of the features, both in the unit of the data. */
export interface Described {
  readonly base: number;
  readonly features: Float32Array;
}

/** A model whose mean forecast has a derivative. */
export interface Differentiable {
  /** What the means of some places are made from; undefined where nothing is known of one. */
  describe(window: Window, places: readonly number[]): readonly (Described | undefined)[];
  /**
   * Derivatives of the mean at a horizon step, less its base, with respect to the features, averaged over points.
   * @param points `[point, feature]` @returns `[feature]`, in the unit of the data
   */
  gradient(points: Float32Array, step: number): Promise<Float32Array>;
}

/** Points at which gradients are taken, over all ways together, and of each way at least. */
const [pointCount, pointsOfWay] = [64, 4];
/** Of so many parts, the strongest, it is told which of their steps counts most. */
const stepsToldOf = 6;

/** The step of a replacement that is looked into: from one window to another, at a place and horizon step. */
export interface Step {
  /** The mean of the situations before, and after. */
  readonly before: Window;
  readonly after: Window;
  /** Each situation before, and after; one after it where all are the same by then. `links`: theirs, side by side. */
  readonly ways: {
    readonly before: readonly Window[];
    readonly after: readonly Window[];
    readonly links: Links;
  };
  readonly place: number;
  readonly step: number;
}

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017): the mean gradient along the straight ways from the features of each situation before
 * to those after, times how far each part moves them from the mean situation. Features are linear in the readings; what is not (flags, limits,
 * the width of the grid of points), and what goes together in single situations, is
 * left to the caller: the values need not add up to the change of the forecast.
 * @returns a detail for each part; nothing where the place cannot be described
 */
export async function integratedGradients(
  model: Differentiable,
  parts: readonly Part[],
  { before, ways, place, step }: Step,
): Promise<readonly ContributionDetail[]> {
  const [from] = model.describe(before, [place]);
  const starts = describedIn(model, ways.before, ways.links, place);
  const ends = describedIn(model, ways.after, ways.links, place);
  if (from === undefined || starts === undefined || ends === undefined) return [];
  const gradient = await model.gradient(pointsBetween(starts, ends), step);
  const effectOf = (window: Window): number => {
    const moved = model.describe(window, [place])[0] ?? from;
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

/** The features of a place in each of some windows; undefined where nothing is known of it in one. */
function describedIn(
  model: Differentiable,
  windows: readonly Window[],
  links: Links,
  place: number,
): readonly Float32Array[] | undefined {
  const count = windows[0]?.places.length ?? 0;
  const places = windows.map((_, index) => index * count + place);
  const found = model.describe(sideBySide(windows, links), places).flatMap((one) => one?.features ?? []);
  return found.length === windows.length ? found : undefined;
}

/** The middles of equal stretches of each way, `[point, feature]`. */
function pointsBetween(starts: readonly Float32Array[], ends: readonly Float32Array[]): Float32Array {
  const width = starts[0]?.length ?? 0;
  const each = Math.max(pointsOfWay, Math.floor(pointCount / starts.length));
  const out = new Float32Array(starts.length * each * width);
  starts.forEach((from, way) => {
    const to = ends[way] ?? ends[0] ?? from;
    for (let point = 0; point < each; point++)
      for (let at = 0; at < width; at++)
        out[(way * each + point) * width + at] =
          (from[at] ?? 0) + ((point + 0.5) / each) * ((to[at] ?? 0) - (from[at] ?? 0));
  });
  return out;
}
