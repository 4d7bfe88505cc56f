import type { TrainedModel, WindowForecaster } from '../../models/model.ts';
import { pause } from '../../models/pause.ts';
import type { Window } from '../../models/series/window.ts';
import type { Backend } from './backends/backend.ts';
import type { PlaceForecaster } from './forecast-in-parts.ts';
import type { PartColumns } from './joined-forecast.ts';
import { isMemoryError } from './memory-errors.ts';
import { positionsIn, type PlaceRange } from './place-ranges.ts';

/** Places forecast on the thread that asks, a part for each time that it is told to. */
export class OwnThread implements PlaceForecaster {
  readonly #backend: Backend;
  readonly #model: TrainedModel;
  readonly #window: Window;
  #onWindow: WindowForecaster | undefined;
  #milliseconds = 0;

  constructor(backend: Backend, model: TrainedModel, window: Window) {
    this.#backend = backend;
    this.#model = model;
    this.#window = window;
  }

  get milliseconds(): number {
    return this.#milliseconds;
  }

  async forecast(range: PlaceRange): Promise<PartColumns> {
    const began = performance.now();
    this.#onWindow ??= this.#model.onWindow(this.#window);
    const part = this.#onWindow.predict(positionsIn(range));
    const { mean, quantiles, imputedSteps } = await recovering(this.#backend, part);
    this.#milliseconds += performance.now() - began;
    return { mean, quantiles, imputedSteps };
  }
}

/** The same where no message tells it to go on: between two parts messages are let through, an abort among them. */
export class UntoldThread extends OwnThread {
  override async forecast(range: PlaceRange): Promise<PartColumns> {
    if (this.milliseconds > 0) await pause(undefined);
    return await super.forecast(range);
  }
}

/** Waits for what a backend computes. One that ran out of memory is put right before the failure is passed on. */
export async function recovering<T>(backend: Backend, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (isMemoryError(thrown)) await backend.recover?.();
    throw thrown;
  }
}
