import type { Happened } from './counts.ts';
import type { Kernel } from './kernel.ts';

/** Sums over what happened that halve in a given time, each with the exposure that decayed beside it. */
export class DecayedSums {
  /** Exposure in periods, decayed like the sums. */
  exposure = 0;
  readonly values: Float64Array;
  readonly #keep: number;
  readonly #kernel: Kernel | undefined;

  /**
   * @param halfLife periods; Infinity keeps everything
   * @param kernel spreads what happens over neighbours
   */
  constructor(cells: number, halfLife: number, kernel?: Kernel) {
    this.values = new Float64Array(cells);
    this.#keep = 2 ** (-1 / halfLife);
    this.#kernel = kernel;
  }

  /** Takes in one period. `exposure` is how busy such a period usually is, on average 1. */
  add({ cells, counts }: Happened, exposure: number): void {
    const { values } = this;
    if (this.#keep < 1) {
      for (let cell = 0; cell < values.length; cell++) values[cell] = (values[cell] ?? 0) * this.#keep;
    }
    this.exposure = this.exposure * this.#keep + exposure;
    for (let index = 0; index < cells.length; index++) {
      this.#spread(cells[index] ?? 0, counts[index] ?? 0);
    }
  }

  #spread(cell: number, count: number): void {
    const { values } = this;
    if (this.#kernel === undefined) {
      values[cell] = (values[cell] ?? 0) + count;
      return;
    }
    const { offsets, targets, weights } = this.#kernel;
    for (let entry = offsets[cell] ?? 0; entry < (offsets[cell + 1] ?? 0); entry++) {
      const target = targets[entry] ?? 0;
      values[target] = (values[target] ?? 0) + count * (weights[entry] ?? 0);
    }
  }

  /** Rate per period of exposure, drawn towards `prior` as if that had been seen for `weight` periods. */
  rate(cell: number, prior: number, weight: number): number {
    return ((this.values[cell] ?? 0) + weight * prior) / (this.exposure + weight);
  }
}
