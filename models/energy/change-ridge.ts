import type { KnownAheadName } from '../../main/common/known-ahead.ts';
import { widen } from '../intervals/adaptive.ts';
import { levelCount, medianLevel } from '../model.ts';
import { featureCount, writeFeatures, type FeatureSet } from './change-features.ts';
import { dayKind } from './day-widths.ts';
import { leadCount, leadOf, type Hours } from './hours.ts';
import { AheadFeatures, type KnownAheadRules } from './known-ahead-features.ts';
import type { PastInWindow } from './past-in-window.ts';

/** How changes from yesterday are learned. */
export interface ChangeRidgeRule {
  readonly features: FeatureSet;
  /** How often rows that are far off are weighed anew; 0: plain least squares. */
  readonly robustPasses: number;
  /** Penalties of the weights, in rows: of the day of the week and of changes. */
  readonly penalties: { readonly calendar: number; readonly changes: number };
  /** Places are drawn towards what all have in common with this many rows; null: each stands alone. */
  readonly sharedRows: number | null;
  /** What it learns from what is known ahead; null: nothing. */
  readonly knownAhead: KnownAheadRules | null;
  /** Of which errors the quantiles are: all alike of so many days, or half as much for each so many days. */
  readonly errors:
    | { readonly kind: 'trailing'; readonly days: number }
    | { readonly kind: 'fading'; readonly halfLifeDays: number };
}

/**
 * What was learned, for each cell: the block of the day that is forecast, and how far ahead it is (`leadOf`). Index `places` is what all have
 * in common, for places that were not there. All but `scales` in scales of the place.
 */
export interface ChangeWeights {
  /** `[place]`, in the unit of the data: standard deviation of the change from one day to the next. */
  readonly scales: Float32Array;
  /** `[place + 1, cell, feature]` */
  readonly weights: Float32Array;
  /** `[place + 1, cell]`: what the mean lies above the ridge. */
  readonly meanOffsets: Float32Array;
  /** `[place + 1, cell, level]`: what the levels lie above the ridge. */
  readonly levelOffsets: Float32Array;
  /** `[place + 1]`: by what share levels lie further away for a single step than for its hour; 0 for hourly data. */
  readonly withinHour: Float32Array;
  /** What is known ahead that it learned from; its weights come after those of the past. */
  readonly knownAhead: readonly KnownAheadName[];
  /** `[known ahead]`: how many times as far from the median levels lie on a day of that kind (`dayKind`); 1 as on any day. */
  readonly dayWidths: Float32Array;
}

/** How many cells there are. */
export function cellCount(hours: Hours): number {
  return hours.blocksPerDay * leadCount(hours);
}

/** What changes of a place of a window are counted in: learned, or as its days tell where it was not learned from; NaN where they do not. */
export function scaleIn(past: PastInWindow, learned: ChangeWeights, place: number): number {
  const known = past.filled.trained[place] ?? -1;
  return known < 0 ? past.scale(place) : (learned.scales[known] ?? NaN);
}

/** Writes mean `[row, step]` and quantiles `[row, step, level]` of one place of a window, in row `row` of the forecast. */
export function writeForecast(
  past: PastInWindow,
  learned: ChangeWeights,
  set: FeatureSet,
  hours: Hours,
  place: number,
  { mean, quantiles, row }: { mean: Float32Array; quantiles: Float32Array; row: number },
): void {
  const { window, trained } = past.filled;
  const known = trained[place] ?? -1;
  const own = known < 0 ? learned.scales.length : known;
  const scale = scaleIn(past, learned, place);
  const ahead = new AheadFeatures(learned.knownAhead, window.knownAhead);
  const pastWidth = featureCount(set);
  const width = pastWidth + ahead.width;
  const features = new Float64Array(width);
  const [cells, leads] = [cellCount(hours), leadCount(hours)];
  for (let block = 0; block < hours.blocks; block++) {
    writeFeatures(past.of(place, block), set, scale, features, 0);
    ahead.write(0, block, features, pastWidth);
    const cell = own * cells + past.slot(block) * leads + leadOf(block, hours);
    let change = 0;
    for (let at = 0; at < width; at++)
      change += (learned.weights[cell * width + at] ?? NaN) * (features[at] ?? NaN);
    const kind = dayKind(learned.knownAhead, features, pastWidth);
    const widening = 1 + (learned.withinHour[own] ?? 0);
    const end = Math.min((block + 1) * hours.stepsPerBlock, window.horizonSteps);
    for (let step = block * hours.stepsPerBlock; step < end; step++) {
      const middle = past.base(place, step) + scale * change;
      const index = row * window.horizonSteps + step;
      mean[index] = middle + scale * (learned.meanOffsets[cell] ?? NaN);
      for (let level = 0; level < levelCount; level++) {
        quantiles[index * levelCount + level] =
          middle + scale * widening * (learned.levelOffsets[cell * levelCount + level] ?? NaN);
      }
      if (kind >= 0)
        widen(
          quantiles.subarray(index * levelCount, (index + 1) * levelCount),
          medianLevel,
          learned.dayWidths[kind] ?? 1,
        );
    }
  }
}
