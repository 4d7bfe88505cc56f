import type { BackendId } from '../common/backends.ts';
import { MetropoleError } from '../common/errors.ts';
import type { Backend } from './backends/backend.ts';
import { startBackend } from './choice.ts';

/** The one backend of a process that computes: the one that was asked for, else the first that starts. */
export class ActiveBackend {
  readonly all: readonly Backend[];
  #started: Promise<Backend> | undefined;

  constructor(all: readonly Backend[]) {
    this.all = all;
  }

  /** Starts the first that can be started, unless one computes. @throws MetropoleError `compute-failed` */
  async ready(): Promise<Backend> {
    return await (this.#started ?? this.start(null));
  }

  /** @throws MetropoleError `backend-unavailable` for a named one, `compute-failed` when none can be started */
  async start(wanted: BackendId | null): Promise<Backend> {
    const started = startBackend(this.all, wanted);
    this.#started = started;
    try {
      return await started;
    } catch (thrown) {
      this.#started = undefined;
      throw thrown;
    }
  }

  /** @throws MetropoleError `backend-unavailable` */
  named(backend: BackendId): Backend {
    const found = this.all.find(({ id }) => id === backend);
    if (found === undefined)
      throw new MetropoleError('backend-unavailable', { backend, reason: 'elsewhere' });
    return found;
  }
}
