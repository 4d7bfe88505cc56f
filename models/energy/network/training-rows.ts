import { type SeededRandom } from '../../../main/common/seeded-random.ts';
import { levelCount, medianLevel } from '../../model.ts';
import { pause } from '../../pause.ts';
import type { Series } from '../../series/series.ts';
import { targetsAt, windowAt } from '../../series/window.ts';
import type { TrainingData } from '../../training/train.ts';
import type { Hours } from '../hours.ts';
import type { TrainedChangeRidge } from '../trained-change-ridge.ts';
import { featureCounts, LoadFeatures, rowWidth } from './inputs.ts';
import { neededByNetwork } from './needed.ts';
import { targetCount } from './network.ts';

/** One origin in so many is seen as if its places had not been learned from. */
const strangersEvery = 8;

/** Rows of a series by the hour, oldest first, and when their last target hours end. */
export class TrainingRows {
  readonly #width: number;
  readonly #targetWidth: number;
  readonly #hours: Hours;
  readonly #features: Float32Array;
  readonly #targets: Float32Array;
  readonly #ends: number[] = [];
  readonly #capacity: number;

  /** @param hours of a grid by the hour */
  constructor(hours: Hours, capacity: number) {
    const counts = featureCounts(hours);
    this.#hours = hours;
    this.#capacity = capacity;
    this.#width = rowWidth(counts);
    this.#targetWidth = counts.hours * targetCount;
    this.#features = new Float32Array(capacity * this.#width);
    this.#targets = new Float32Array(capacity * this.#targetWidth);
  }

  /**
   * Adds places of a series at some origins, as a ridge that had not seen what came after them would have it. Rows without any target, or without
   * a forecast of the ridge, are left out.
   * @param share of the rows that are taken · @param withStrangers some origins are seen as if their places were new
   */
  async add(
    series: Series,
    ridge: TrainedChangeRidge,
    origins: readonly number[],
    options: {
      readonly share: number;
      readonly random: SeededRandom;
      readonly withStrangers: boolean;
      readonly signal: AbortSignal | undefined;
    },
  ): Promise<void> {
    const { blocks } = this.#hours;
    const { historyHours, daysBefore } = neededByNetwork(this.#hours);
    const shape = { historySteps: historyHours, horizonSteps: blocks, daysBefore };
    for (const [index, origin] of origins.entries()) {
      if (index % 16 === 0) await pause(options.signal);
      const wanted = series.places.flatMap((_, place) =>
        options.share >= 1 || options.random.next() < options.share ? [place] : [],
      );
      if (wanted.length === 0) continue;
      const known = windowAt(series, origin, shape);
      const isStrange = options.withStrangers && options.random.below(strangersEvery) === 0;
      const window = isStrange ? { ...known, places: known.places.map(() => stranger) } : known;
      const features = await LoadFeatures.of(window, ridge, this.#hours);
      const truth = targetsAt(series, origin, blocks);
      for (const place of wanted) this.#addRow(features, place, truth, origin + blocks);
    }
  }

  /** The rows whose last target hour ends by then. */
  until(end: number): TrainingData {
    const rows = this.#ends.filter((ends) => ends <= end).length;
    return {
      rows,
      width: this.#width,
      targetWidth: this.#targetWidth,
      features: this.#features.subarray(0, rows * this.#width),
      targets: this.#targets.subarray(0, rows * this.#targetWidth),
    };
  }

  #addRow(features: LoadFeatures, place: number, truth: Float32Array, end: number): void {
    const row = this.#ends.length;
    if (row >= this.#capacity) return;
    const { blocks } = this.#hours;
    const { mean, quantiles } = features.ridge;
    const scale = features.scales[place] ?? NaN;
    const targets = this.#targets.subarray(row * this.#targetWidth, (row + 1) * this.#targetWidth);
    targets.fill(0);
    let isAnyKnown = false;
    for (let hour = 0; hour < blocks; hour++) {
      const at = place * blocks + hour;
      const level = (index: number): number => quantiles[at * levelCount + index] ?? NaN;
      const residual = ((truth[at] ?? NaN) - level(medianLevel)) / scale;
      if (!Number.isFinite(residual)) continue;
      isAnyKnown = true;
      const ofMean = ((mean[at] ?? NaN) - level(medianLevel)) / scale;
      const gaps = Array.from({ length: levelCount - 1 }, (_, gap) => (level(gap + 1) - level(gap)) / scale);
      targets.set([1, residual, ofMean, ...gaps], hour * targetCount);
    }
    if (!isAnyKnown) return;
    features.write(place, this.#features, row * this.#width);
    this.#ends.push(end);
  }
}

/** The id of no place. */
const stranger = '';
