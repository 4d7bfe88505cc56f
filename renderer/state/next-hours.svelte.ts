import { untrack } from 'svelte';
import { MetropoleError } from '../../main/common/errors.ts';
import { valueStates } from '../../main/common/contract/messages/map.ts';
import { connection, type Connection } from './connection.svelte.ts';
import type { TimelineAnswer } from './timeline.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

const day = 86_400_000;
/** The shares of the time up to the horizon that are told: quarters, and of more than a day rather what is near. */
const quarters = [1 / 4, 1 / 2, 3 / 4, 1] as const;
const halvings = [1 / 8, 1 / 4, 1 / 2, 1] as const;

export interface NextMoment {
  readonly at: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly usual: number;
}

/** The city-wide forecast from now to the horizon, at a few moments. It follows now, whatever the target time is. */
export class NextHours {
  readonly #connection: Connection;
  #moments = $state.raw<readonly NextMoment[]>([]);
  #unit = $state.raw<TimelineAnswer['unit']>(null);
  #error = $state.raw<MetropoleError | null>(null);

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    const load = (): void => void this.#load(viewState);
    line.on('run.finished', load);
    line.onOpen(load);
    const bounds = $derived(
      JSON.stringify([viewState.topic, viewState.clock.now, viewState.clock.horizonTo]),
    );
    $effect.root(() => {
      $effect(() => {
        if (bounds !== '') untrack(load);
      });
    });
  }

  get moments(): readonly NextMoment[] {
    return this.#moments;
  }

  get unit(): TimelineAnswer['unit'] {
    return this.#unit;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  async #load({ topic, clock }: Pick<ViewState, 'topic' | 'clock'>): Promise<void> {
    const { now, horizonTo } = clock;
    if (now === null || horizonTo === null || horizonTo <= now) {
      this.#moments = [];
      return;
    }
    try {
      const { unit, table } = await this.#connection.call('timeline.get', {
        from: now,
        to: horizonTo,
        topic: topic ?? undefined,
      });
      this.#unit = unit;
      const ahead = horizonTo - now;
      this.#moments = (ahead > day ? halvings : quarters).flatMap((share) =>
        momentAt(table.columns, now + share * ahead),
      );
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'engine-died') this.#error = error;
    }
  }
}

const forecast = valueStates.indexOf('forecast');

/** The last row up to an instant, if it is a forecast: the usual pattern is none. */
function momentAt(columns: TimelineAnswer['table']['columns'], at: number): NextMoment[] {
  const row = columns.at.values.findLastIndex((time) => time <= at);
  const number = (values: Float32Array): number => values[row] ?? Number.NaN;
  const value = number(columns.value.values);
  if (columns.state.values[row] !== forecast || Number.isNaN(value)) return [];
  return [
    {
      at: columns.at.values[row] ?? at,
      value,
      lower: number(columns.lower.values),
      upper: number(columns.upper.values),
      usual: number(columns.usual.values),
    },
  ];
}

export const nextHours = new NextHours(connection, view);
