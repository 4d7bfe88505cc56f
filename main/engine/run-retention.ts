import { throwIfAborted } from '../common/errors.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';

const day = 86_400_000;
const everyMilliseconds = 3_600_000;
/** So few runs go in one transaction that whoever waits to write hardly notices: 288,000 forecasts of 2,000 places. */
const runsPerSlice = 12;

/** Forgets live runs that are too old, a slice at a time between other work. Hindcasts stay until they are made anew. */
export class RunRetention {
  readonly #store: WorkspaceStore;
  readonly #days: () => number;
  readonly #onFailure: (thrown: unknown) => void;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #forgetting: Promise<void> = Promise.resolve();

  /** @param days how many days before the last live run are kept */
  constructor(store: WorkspaceStore, days: () => number, onFailure: (thrown: unknown) => void) {
    this.#store = store;
    this.#days = days;
    this.#onFailure = onFailure;
  }

  /** Forgets now, and from then on every hour. */
  start(): void {
    const forget = (): void => {
      this.#forgetting = this.#forgetting.then(() => this.#forget());
    };
    forget();
    this.#timer = setInterval(forget, everyMilliseconds);
  }

  /** Stops after the slice that is under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#abort.abort();
    await this.#forgetting;
  }

  async #forget(): Promise<void> {
    try {
      let forgotten = 0;
      do {
        throwIfAborted(this.#abort.signal);
        forgotten = await this.#store.runs.deleteLiveOlderThan(this.#days() * day, runsPerSlice);
      } while (forgotten === runsPerSlice);
    } catch (thrown) {
      if (!this.#abort.signal.aborted) this.#onFailure(thrown);
    }
  }
}
