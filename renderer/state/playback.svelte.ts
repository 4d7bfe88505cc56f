import { leadingFrames, type Frames } from './frames.svelte.ts';
import { timeline, type TimelineState } from './timeline.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

/** Steps per second that playback offers. */
export const speeds = [1, 2, 4, 8] as const;
export type Speed = (typeof speeds)[number];

/** Five minutes, where the data does not say how long a step is. */
const defaultStep = 300_000;

/** Moves the target time step by step; a step waits until the frame before it is on screen. */
export class Playback {
  readonly #view: ViewState;
  readonly #frames: () => Pick<Frames, 'isBehind'>;
  readonly #timeline: TimelineState;
  #isPlaying = $state(false);
  #speed = $state<Speed>(2);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    viewState: ViewState,
    frameState: () => Pick<Frames, 'isBehind'>,
    timelineState: TimelineState,
  ) {
    this.#view = viewState;
    this.#frames = frameState;
    this.#timeline = timelineState;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get speed(): Speed {
    return this.#speed;
  }

  set speed(speed: Speed) {
    this.#speed = speed;
  }

  /** Length of a step, milliseconds. */
  get step(): number {
    const seconds = this.#view.clock.stepSeconds;
    return seconds === null ? defaultStep : seconds * 1000;
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else this.#play();
  }

  pause(): void {
    this.#isPlaying = false;
    clearTimeout(this.#timer);
  }

  /** One or several steps forward, or back when negative; pauses. */
  stepBy(steps: number): void {
    this.pause();
    this.#move(steps);
  }

  /** Back to now, the timeline with it; pauses. */
  toNow(): void {
    this.pause();
    this.#view.set({ targetAt: null });
    this.#timeline.showNow();
  }

  #play(): void {
    const { targetAt, clock, lastTarget } = this.#view;
    if (targetAt === null || lastTarget === null) return;
    if (targetAt >= (clock.horizonTo ?? lastTarget) && clock.dataFrom !== null) {
      this.#view.moveTo(Math.max(clock.dataFrom, (clock.now ?? targetAt) - 12 * 3_600_000));
    }
    this.#isPlaying = true;
    this.#schedule();
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      if (!this.#isPlaying) return;
      if (!this.#frames().isBehind) this.#move(1);
      const { targetAt, clock, lastTarget } = this.#view;
      const end = clock.horizonTo ?? lastTarget;
      if (targetAt === null || end === null || targetAt >= end) this.pause();
      else this.#schedule();
    }, 1000 / this.#speed);
  }

  #move(steps: number): void {
    const at = this.#view.targetAt;
    if (at !== null) this.#view.moveTo(at + steps * this.step);
  }
}

export const playback = new Playback(view, leadingFrames, timeline);
