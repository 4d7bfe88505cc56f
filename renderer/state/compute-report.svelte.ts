import { MetropoleError } from '../../main/common/errors.ts';
import type { BackendId } from '../../main/common/backends.ts';
import type { ComputeReport } from '../../main/common/contract/backend-records.ts';
import type { Progress } from '../../main/common/contract/envelope.ts';
import { connection, type Connection } from './connection.svelte.ts';

/** The backends of this machine, read when somebody looks at them. */
export class ComputeReportState {
  readonly #connection: Connection;
  #report = $state.raw<ComputeReport | null>(null);
  #error = $state.raw<MetropoleError | null>(null);
  #progress = $state.raw<Progress | null>(null);

  constructor(line: Connection) {
    this.#connection = line;
  }

  /** Null until it was read. */
  get report(): ComputeReport | null {
    return this.#report;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  /** Of the measurement that is under way; null when none is. */
  get progress(): Progress | null {
    return this.#progress;
  }

  async load(): Promise<void> {
    await this.#take(this.#connection.call('compute.report', {}));
  }

  /** Measures every backend again. */
  async examine(): Promise<void> {
    if (this.#progress !== null) return;
    this.#progress = { fraction: 0, stage: 'examining' };
    const onProgress = (progress: Progress): void => {
      this.#progress = progress;
    };
    await this.#take(this.#connection.call('compute.examine', {}, { onProgress }));
    this.#progress = null;
  }

  /** Insists on a backend, or leaves the choice to the console: null. */
  async force(backend: BackendId | null): Promise<void> {
    await this.#take(this.#connection.call('compute.force', { backend }));
  }

  async #take(answer: Promise<ComputeReport>): Promise<void> {
    try {
      this.#report = await answer;
      this.#error = null;
    } catch (thrown) {
      this.#error = MetropoleError.from(thrown);
    }
  }
}

export const computeReport = new ComputeReportState(connection);
