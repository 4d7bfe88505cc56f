import type { Progress } from '../../main/common/contract/envelope.ts';
import type { EventOf, ResponseOf } from '../../main/common/contract/define.ts';
import type { EngineEvents, EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { ErrorRecord } from '../../main/common/errors.ts';
import { connection, type Connection } from './connection.svelte.ts';

type ComputeStatus = ResponseOf<EngineMessages, 'compute.status'>;

/** How the compute host is, and long work that nobody in particular asked for. */
export class SystemState {
  #compute = $state.raw<ComputeStatus | null>(null);
  #failures = $state.raw<ReadonlyMap<string, ErrorRecord>>(new Map());
  #work = $state.raw<ReadonlyMap<string, Progress>>(new Map());

  constructor(line: Connection) {
    line.on('compute.changed', (status) => {
      this.#compute = status;
    });
    line.on('work.progress', (event) => this.#follow(event));
    line.onOpen(() => {
      this.#work = new Map();
      void line.call('compute.status', {}).then(
        (status) => {
          this.#compute = status;
        },
        () => {
          this.#compute = null;
        },
      );
    });
  }

  /** Null while it is not known. */
  get compute(): ComputeStatus | null {
    return this.#compute;
  }

  /** What is at work, by name. */
  get work(): ReadonlyMap<string, Progress> {
    return this.#work;
  }

  /** Why work of its own last ended without what it was for; null when none did, or all was made good since. */
  get failure(): ErrorRecord | null {
    return [...this.#failures.values()].at(-1) ?? null;
  }

  #follow({ work, progress, error }: EventOf<EngineEvents, 'work.progress'>): void {
    const failures = new Map(this.#failures);
    failures.delete(work);
    if (error !== null) failures.set(work, error);
    this.#failures = failures;
    const next = new Map(this.#work);
    if (progress === null) next.delete(work);
    else next.set(work, progress);
    this.#work = next;
  }
}

export const system = new SystemState(connection);
