import { type Effect } from '../words.ts';

/** Effects as columns, so that hundreds of thousands of them are cheap; read them one by one with {@link effectsIn}. */
export interface Effects {
  readonly causes: readonly string[];
  readonly places: readonly string[];
  /** Indices of `causes` and `places`. */
  readonly cause: Uint32Array;
  readonly place: Uint32Array;
  readonly at: Float64Array;
  /** 1 where it is a load in kW, 0 where it is a speed in km/h. */
  readonly isLoad: Uint8Array;
  readonly effect: Float32Array;
}

/** Collects effects into columns. */
export class EffectColumns {
  readonly #causes = new Map<string, number>();
  readonly #places = new Map<string, number>();
  readonly #cause: number[] = [];
  readonly #place: number[] = [];
  readonly #at: number[] = [];
  readonly #isLoad: number[] = [];
  readonly #effect: number[] = [];

  add({ cause, place, at, metric, effect }: Effect): void {
    this.#cause.push(indexIn(this.#causes, cause));
    this.#place.push(indexIn(this.#places, place));
    this.#at.push(at);
    this.#isLoad.push(Number(metric === 'load'));
    this.#effect.push(effect);
  }

  done(): Effects {
    return {
      causes: [...this.#causes.keys()],
      places: [...this.#places.keys()],
      cause: Uint32Array.from(this.#cause),
      place: Uint32Array.from(this.#place),
      at: Float64Array.from(this.#at),
      isLoad: Uint8Array.from(this.#isLoad),
      effect: Float32Array.from(this.#effect),
    };
  }
}

export function* effectsIn(effects: Effects): Generator<Effect> {
  for (let row = 0; row < effects.effect.length; row++)
    yield {
      cause: effects.causes[effects.cause[row] ?? 0] ?? '',
      place: effects.places[effects.place[row] ?? 0] ?? '',
      at: effects.at[row] ?? NaN,
      metric: effects.isLoad[row] === 1 ? 'load' : 'speed',
      effect: effects.effect[row] ?? NaN,
    };
}

function indexIn(known: Map<string, number>, key: string): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, known.size);
  return known.size - 1;
}
