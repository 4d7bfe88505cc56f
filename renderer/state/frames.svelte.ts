import { untrack } from 'svelte';
import { MetropoleError } from '../../main/common/errors.ts';
import { layerOf } from '../../main/common/layers.ts';
import { isMeasured, topics, type Topic, type Unit } from '../../main/common/metrics.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { applyFrame, emptyFrame, type FrameAnswer, type FrameColumns } from './frame-columns.ts';
import { places, type PlaceColumns, type Places } from './places.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

type FrameFacts = Pick<FrameAnswer, 'targetAt' | 'asOf' | 'mode' | 'model' | 'benchmarks' | 'unit'>;

/**
 * What the map shows of a topic at the target time, while the topic leads or a layer of it is on. One request is on its way at a time; it asks for differences to the frame that
 * is here, and the next one asks for the newest target, so a slow engine makes steps fewer, never late.
 */
export class Frames {
  readonly #connection: Connection;
  readonly #view: ViewState;
  readonly #places: Places;
  readonly #topic: Topic;
  #columns: FrameColumns = emptyFrame(0);
  #rows: PlaceColumns | null = null;
  #since: number | null = null;
  #version = $state(0);
  #facts = $state.raw<FrameFacts | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #isAsking = $state(false);
  #askAgain = false;

  constructor(line: Connection, viewState: ViewState, placeList: Places, topic: Topic) {
    this.#connection = line;
    this.#view = viewState;
    this.#places = placeList;
    this.#topic = topic;
    line.on('run.finished', () => {
      if (this.#isWanted()) void this.load();
    });
    $effect.root(() => {
      $effect(() => {
        const { columns } = placeList;
        untrack(() => this.#start(columns));
      });
      $effect(() => {
        if (viewState.targetAt !== null && placeList.columns.count > 0 && this.#isWanted())
          untrack(() => void this.load());
      });
    });
  }

  /** Raised by one with each frame drawn; read it to follow the columns, which are not reactive themselves. */
  get version(): number {
    return this.#version;
  }

  /** The columns of the last frame, one entry per row of `places`. */
  get columns(): FrameColumns {
    return this.#columns;
  }

  /** When, from when and by which model the columns are; null before the first frame. */
  get facts(): FrameFacts | null {
    return this.#facts;
  }

  get unit(): Unit | null {
    return this.#facts?.unit ?? null;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  /** True while the frame shown is not yet that of the target time. */
  get isBehind(): boolean {
    return this.#isAsking;
  }

  /** Whether somebody sees it: the topic leads, or a layer of it is on. */
  #isWanted(): boolean {
    const { topic, clock, current } = this.#view;
    if ((topic ?? topics[0]) === this.#topic) return true;
    const isOn = current.layers.some(({ id, visible }) => visible && layerOf(id).topic === this.#topic);
    return isOn && clock.topics.includes(this.#topic);
  }

  #start(columns: PlaceColumns): void {
    if (this.#rows === columns) return;
    this.#rows = columns;
    this.#columns = emptyFrame(columns.count);
    this.#since = null;
    this.#facts = null;
    this.#version += 1;
  }

  /** Asks for the frame of the target time; while an answer is awaited, once more after it. */
  async load(): Promise<void> {
    if (this.#isAsking) {
      this.#askAgain = true;
      return;
    }
    this.#isAsking = true;
    try {
      do await this.#askOnce();
      while (this.#isAskedAgain());
    } finally {
      this.#isAsking = false;
    }
  }

  /** Whether more was asked while the last answer was awaited; asks no further once it has been told. */
  #isAskedAgain(): boolean {
    const again = this.#askAgain;
    this.#askAgain = false;
    return again;
  }

  async #askOnce(): Promise<void> {
    const targetAt = this.#view.targetAt;
    const rows = this.#places.columns;
    if (targetAt === null) return;
    try {
      const since = this.#rows === rows ? this.#since : null;
      const { asOf } = this.#view;
      const answer = await this.#connection.call('frame.get', { targetAt, since, asOf, topic: this.#topic });
      if (this.#places.columns !== rows) {
        this.#askAgain = true;
        return;
      }
      this.#start(rows);
      applyFrame(this.#columns, answer, rows);
      this.#since = answer.frame;
      this.#facts = answer;
      this.#error = null;
      this.#version += 1;
    } catch (thrown) {
      this.#since = null;
      const error = MetropoleError.from(thrown);
      if (error.code !== 'engine-died') this.#error = error;
    }
  }
}

const byTopic: ReadonlyMap<Topic, Frames> = new Map(
  topics.map((topic) => [topic, new Frames(connection, view, places, topic)]),
);

/** What the map shows of a topic. */
export function framesOf(topic: Topic): Frames {
  const found = byTopic.get(topic);
  if (found === undefined) throw new RangeError(`no frames of ${topic}`);
  return found;
}

/** What the map shows of the topic that leads. */
export function leadingFrames(): Frames {
  return framesOf(view.topic ?? topics[0]);
}

/** The frames in which a place has its value: those of the topic that leads, where it is one of its places. */
export function framesAt(row: number): Frames {
  const measured = places.columns.topics[row] ?? 0;
  const leading = view.topic ?? topics[0];
  const topic = isMeasured(measured, leading) ? leading : topics.find((one) => isMeasured(measured, one));
  return framesOf(topic ?? leading);
}
