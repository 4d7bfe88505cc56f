import { levelCount } from '../../models/model.ts';
import type { ForecastRecord } from '../common/contract/compute-contract.ts';
import { positionsIn, type PlaceRange } from './place-ranges.ts';

/** The columns of a forecast for a range of places. */
export type PartColumns = Pick<ForecastRecord, 'mean' | 'quantiles' | 'imputedSteps'>;

/** The forecast of a whole window, put together from parts in any order; one part that is all of it stands as it is. */
export class JoinedForecast {
  #columns: PartColumns | undefined;
  readonly #places: number;
  readonly #horizonSteps: number;

  constructor(places: number, horizonSteps: number) {
    this.#places = places;
    this.#horizonSteps = horizonSteps;
  }

  put({ from, to }: PlaceRange, part: PartColumns): void {
    if (to - from === this.#places) {
      this.#columns = part;
      return;
    }
    const columns = (this.#columns ??= this.#empty());
    columns.mean.set(part.mean, from * this.#horizonSteps);
    columns.quantiles.set(part.quantiles, from * this.#horizonSteps * levelCount);
    columns.imputedSteps.set(part.imputedSteps, from);
  }

  get record(): ForecastRecord {
    const places = positionsIn({ from: 0, to: this.#places });
    return { places, horizonSteps: this.#horizonSteps, ...(this.#columns ?? this.#empty()) };
  }

  #empty(): PartColumns {
    const cells = this.#places * this.#horizonSteps;
    return {
      mean: new Float32Array(cells).fill(NaN),
      quantiles: new Float32Array(cells * levelCount).fill(NaN),
      imputedSteps: new Uint16Array(this.#places),
    };
  }
}
