import { levelCount } from '../../models/model.ts';
import type { ForecastRecord } from '../common/contract/compute-contract.ts';
import { positionsIn, type PlaceRange } from './place-ranges.ts';

/** The columns of a forecast for a range of places. */
export type PartColumns = Pick<ForecastRecord, 'mean' | 'quantiles' | 'imputedSteps'>;

/** The forecast of a whole window, put together from parts in any order. */
export class JoinedForecast {
  readonly #columns: PartColumns;
  readonly #places: number;
  readonly #horizonSteps: number;

  constructor(places: number, horizonSteps: number) {
    this.#places = places;
    this.#horizonSteps = horizonSteps;
    this.#columns = {
      mean: new Float32Array(places * horizonSteps).fill(NaN),
      quantiles: new Float32Array(places * horizonSteps * levelCount).fill(NaN),
      imputedSteps: new Uint16Array(places),
    };
  }

  put({ from }: PlaceRange, part: PartColumns): void {
    this.#columns.mean.set(part.mean, from * this.#horizonSteps);
    this.#columns.quantiles.set(part.quantiles, from * this.#horizonSteps * levelCount);
    this.#columns.imputedSteps.set(part.imputedSteps, from);
  }

  get record(): ForecastRecord {
    const places = positionsIn({ from: 0, to: this.#places });
    return { places, horizonSteps: this.#horizonSteps, ...this.#columns };
  }
}
