import type { BackendId, ComputePlace } from '../../common/backends.ts';
import type { CallOptions } from '../../common/contract/client.ts';
import type { ComputeMessages } from '../../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import { MetropoleError, type ErrorCode } from '../../common/errors.ts';
import type { ComputeRole, Host } from '../../common/host.ts';
import { ComputeSupervisor, type ComputeState } from '../compute-supervisor.ts';
import type { ComputeChoice } from './compute-choice.ts';

/** What a backend is given up for: it does not start, its host cannot be kept alive, or it throws what nobody foresaw. */
const faults: readonly ErrorCode[] = ['backend-unavailable', 'compute-failed', 'internal'];

interface Running {
  readonly backend: BackendId;
  readonly supervisor: ComputeSupervisor;
  /** Calls under way: a host that is no longer wanted ends after them. */
  calls: number;
}

export interface ChosenComputeOptions {
  readonly host: Host;
  readonly role: ComputeRole;
  readonly choice: ComputeChoice;
  /** Only backends that live there. */
  readonly place?: ComputePlace;
  readonly onChange?: (state: ComputeState) => void;
  /** A backend failed and another one took over. */
  readonly onGivenUp?: (backend: BackendId, error: MetropoleError) => void;
}

/** Computes on the chosen backend. When that fails, the call is repeated on the next one, and the failed one is given up. */
export class ChosenCompute {
  readonly #options: ChosenComputeOptions;
  #running: Running | undefined;
  #isClosed = false;
  #state: ComputeState = { backend: '', state: 'starting', restarts: 0, tensors: 0 };

  constructor(options: ChosenComputeOptions) {
    this.#options = options;
  }

  get state(): ComputeState {
    return this.#state;
  }

  /** Starts the host where none runs. @throws MetropoleError `compute-failed` */
  async ready(): Promise<void> {
    await this.#attempt((supervisor) => supervisor.ready(), {});
  }

  /** @throws MetropoleError `compute-died` when the host died in it, `compute-failed` when no backend is left */
  async call<N extends keyof ComputeMessages>(
    name: N,
    body: RequestOf<ComputeMessages, N>,
    options: CallOptions = {},
  ): Promise<ResponseOf<ComputeMessages, N>> {
    return await this.#attempt((supervisor) => supervisor.call(name, body, options), options);
  }

  /** Ends the host; nothing can be computed any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running?.supervisor.close();
  }

  async #attempt<T>(
    work: (supervisor: ComputeSupervisor) => Promise<T>,
    { signal }: CallOptions,
  ): Promise<T> {
    const { choice, onGivenUp } = this.#options;
    const givenUp: BackendId[] = [];
    for (;;) {
      const backend = await choice.chosen(this.#options.place);
      if (this.#isClosed) throw new MetropoleError('aborted');
      const running = this.#serving(backend);
      running.calls += 1;
      try {
        return await work(running.supervisor);
      } catch (thrown) {
        const error = MetropoleError.from(thrown);
        if (!faults.includes(error.code) || signal?.aborted === true) throw error;
        const isLast = !(await choice.giveUp(running.backend, error));
        givenUp.push(running.backend);
        if (isLast) {
          // What fails on every backend is no fault of the backends.
          if (error.code === 'internal') await choice.forgive(givenUp);
          throw error;
        }
        onGivenUp?.(running.backend, error);
      } finally {
        running.calls -= 1;
        if (running !== this.#running && running.calls === 0) await running.supervisor.close();
      }
    }
  }

  #serving(backend: BackendId): Running {
    const before = this.#running;
    if (before?.backend === backend) return before;
    const { host, role } = this.#options;
    const supervisor = new ComputeSupervisor(host, role, backend, (state) => {
      if (this.#running?.supervisor !== supervisor) return;
      this.#state = state;
      this.#options.onChange?.(state);
    });
    const running = { backend, supervisor, calls: 0 };
    this.#running = running;
    if (before?.calls === 0) void before.supervisor.close();
    return running;
  }
}
