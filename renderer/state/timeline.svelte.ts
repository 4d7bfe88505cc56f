import { MetropoleError } from '../../main/common/errors.ts';
import type { ResponseOf } from '../../main/common/contract/define.ts';
import type { EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { Topic } from '../../main/common/metrics.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

const hour = 3_600_000;

/** How many hours the timeline may span. */
export const spans = [6, 12, 24, 72, 168] as const;
export type Span = (typeof spans)[number];

/** How much of the span lies before now, unless one looks elsewhere. */
const shareBeforeNow = 0.72;

export type TimelineAnswer = ResponseOf<EngineMessages, 'timeline.get'>;

/**
 * The window of the timeline and the city-wide figure in it. The window moves only when the target time leaves it, when somebody
 * asks to go back to now, or when now is chosen anew.
 */
export class TimelineState {
  readonly #connection: Connection;
  readonly #view: ViewState;
  #span = $state<Span>(12);
  #from = $state<number | null>(null);
  #answer = $state.raw<TimelineAnswer | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #isDragged = $state(false);
  #latest = 0;
  #now: number | null = null;

  constructor(line: Connection, viewState: ViewState) {
    this.#connection = line;
    this.#view = viewState;
    const again = (): void => void this.load();
    line.on('run.finished', again);
    line.on('source.added', again);
    line.on('source.removed', again);
    line.onOpen(again);
    $effect.root(() => {
      $effect(() => this.#keepInside(viewState.now, viewState.targetAt));
      $effect(() => {
        void this.#load(viewState.now === null ? null : this.#from, this.to, viewState.topic);
      });
    });
  }

  get span(): Span {
    return this.#span;
  }

  set span(span: Span) {
    this.#span = span;
    this.#from = null;
  }

  /** Left end of the window; null in an empty workspace. */
  get from(): number | null {
    return this.#from;
  }

  readonly to: number | null = $derived(this.#from === null ? null : this.#from + this.#span * hour);

  /** The city-wide figure; null before the first answer. */
  get answer(): TimelineAnswer | null {
    return this.#answer;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  /** Whether now is in the window with more of it before than after, as it is when nobody looks elsewhere. */
  readonly isAroundNow: boolean = $derived.by(() => {
    const { now } = this.#view;
    if (now === null || this.#from === null) return false;
    const share = (now - this.#from) / (this.#span * hour);
    return share >= 0.5 && share <= 0.95;
  });

  /** Moves the window back to now, with most of it before now. */
  showNow(): void {
    const { now } = this.#view;
    if (now !== null) this.#from = this.#usualFrom(now);
  }

  /** While the handle is dragged the window stands still. */
  set isDragged(isDragged: boolean) {
    this.#isDragged = isDragged;
  }

  /** Asks for the window again. */
  async load(): Promise<void> {
    await this.#load(this.#from, this.to, this.#view.topic);
  }

  #keepInside(now: number | null, targetAt: number | null): void {
    if (now === null || targetAt === null) {
      this.#from = null;
      return;
    }
    if (this.#isDragged) return;
    const length = this.#span * hour;
    const usual = this.#usualFrom(now);
    const hasJumped = this.#now !== null && Math.abs(now - this.#now) > hour;
    this.#now = now;
    const from = this.#from ?? usual;
    const isInside = targetAt >= from && targetAt <= from + length;
    if (isInside && !(hasJumped && targetAt === now)) this.#from = from;
    else this.#from = targetAt === now ? usual : targetAt - length / 2;
  }

  #usualFrom(now: number): number {
    return now - shareBeforeNow * this.#span * hour;
  }

  async #load(from: number | null, to: number | null, topic: Topic | null): Promise<void> {
    this.#latest += 1;
    const asked = this.#latest;
    if (from === null || to === null) {
      this.#answer = null;
      return;
    }
    try {
      const answer = await this.#connection.call('timeline.get', {
        from: Math.round(from),
        to: Math.round(to),
        topic: topic ?? undefined,
      });
      if (asked !== this.#latest) return;
      this.#answer = answer;
      this.#error = null;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (asked === this.#latest && error.code !== 'engine-died') this.#error = error;
    }
  }
}

export const timeline = new TimelineState(connection, view);
