import { untrack } from 'svelte';
import type { ResponseOf } from '../../main/common/contract/define.ts';
import type { EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { LoadOutlook } from '../../main/common/contract/messages/load-outlook.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

type Overload = NonNullable<LoadOutlook['overload']>;

/** A place that may carry more than it may, when most likely, and how likely at all. */
export interface LikelyOverload {
  readonly place: number;
  readonly probability: number;
  readonly likeliest: NonNullable<Overload['likeliest']>;
}

/** Less than this is not worth a line. */
const leastLikely = 0.05;

/** The likeliest overloads up to the horizon of the last run of loads, as seen from now, the likeliest first. */
export class Overloads {
  readonly #connection: Connection;
  #list = $state.raw<readonly LikelyOverload[]>([]);
  #error = $state.raw<MetropoleError | null>(null);

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    const load = (): void => void this.#load(viewState);
    line.on('run.finished', load);
    line.onOpen(load);
    const bounds = $derived(JSON.stringify([viewState.clock.now, viewState.clock.topics]));
    $effect.root(() => {
      $effect(() => {
        if (bounds !== '') untrack(load);
      });
    });
  }

  get list(): readonly LikelyOverload[] {
    return this.#list;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  async #load({ clock }: Pick<ViewState, 'clock'>): Promise<void> {
    if (!clock.topics.includes('energy')) {
      this.#list = [];
      return;
    }
    try {
      this.#list = likely(await this.#connection.call('loads.outlook', {}));
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'engine-died') this.#error = error;
    }
  }
}

function likely({ places }: ResponseOf<EngineMessages, 'loads.outlook'>): LikelyOverload[] {
  return places
    .flatMap(({ place, overload }) =>
      overload === null || overload.likeliest === null || overload.probability < leastLikely
        ? []
        : [{ place, probability: overload.probability, likeliest: overload.likeliest }],
    )
    .sort((one, other) => other.probability - one.probability);
}

export const overloads = new Overloads(connection, view);
