import type { Series } from '../../../models/series/series.ts';
import type { OpenCollision } from './collisions.ts';

/** A collision whose end the log has, and the places around it. */
export interface Cleared {
  readonly endsAt: number;
  readonly places: readonly number[];
}

/** A place is slowed from this on, km/h below its usual. */
const slowedFrom = 3;

/**
 * How speeds come back in the mean after the end of a collision, learned from readings alone: of what places around it lacked of their usual
 * at its end, the share that they had back so many steps later.
 */
export class ClearanceCurve {
  readonly #shares: ReadonlyMap<number, number>;

  constructor(
    series: Series,
    usual: Float32Array,
    collisions: readonly Cleared[],
    horizons: readonly number[],
  ) {
    const sums = new Map(horizons.map((ahead) => [ahead, { lacked: 0, back: 0 }]));
    for (const { endsAt, places } of collisions) {
      const step = Math.floor((endsAt - series.start) / (series.stepSeconds * 1000));
      for (const place of places) {
        const lacked = lackedAt(series, usual, place, step - 1);
        if (!(lacked >= slowedFrom)) continue;
        for (const ahead of horizons) {
          const then = lackedAt(series, usual, place, step - 1 + ahead);
          const sum = sums.get(ahead);
          if (sum === undefined || Number.isNaN(then)) continue;
          sum.lacked += lacked;
          sum.back += lacked - then;
        }
      }
    }
    this.#shares = new Map([...sums].map(([ahead, { lacked, back }]) => [ahead, back / lacked]));
  }

  /** What comes back of all that a place lacked; 0 to 1 as a rule. */
  share(ahead: number): number {
    return this.#shares.get(ahead) ?? NaN;
  }

  /** What clearing a collision is worth by the curve, km/h: what is back by then of what a place lacked at the cut-off. */
  effect(
    series: Series,
    usual: Float32Array,
    { asOf }: Pick<OpenCollision, 'asOf'>,
    place: number,
    ahead: number,
  ): number {
    const last = Math.floor((asOf - series.start) / (series.stepSeconds * 1000)) - 1;
    const lacked = lackedAt(series, usual, place, last);
    return lacked > 0 ? lacked * this.share(ahead) : 0;
  }
}

/** km/h below the usual; NaN where nothing was measured. */
function lackedAt({ values, steps }: Series, usual: Float32Array, place: number, step: number): number {
  if (step < 0 || step >= steps) return NaN;
  return (usual[place * steps + step] ?? NaN) - (values[place * steps + step] ?? NaN);
}
