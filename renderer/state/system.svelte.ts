import type { Progress } from '../../main/common/contract/envelope.ts';
import type { EventOf, ResponseOf } from '../../main/common/contract/define.ts';
import type { EngineEvents, EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { ErrorRecord } from '../../main/common/errors.ts';
import { connection, type Connection } from './connection.svelte.ts';

type ComputeStatus = ResponseOf<EngineMessages, 'compute.status'>;

/** How the compute host is, and long work that nobody in particular asked for. */
export class SystemState {
  #compute = $state.raw<ComputeStatus | null>(null);
  #failure = $state.raw<ErrorRecord | null>(null);
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

  /** Why the last work of its own ended without what it was for; null when it did not. */
  get failure(): ErrorRecord | null {
    return this.#failure;
  }

  #follow({ work, progress, error }: EventOf<EngineEvents, 'work.progress'>): void {
    this.#failure = error;
    const next = new Map(this.#work);
    if (progress === null) next.delete(work);
    else next.set(work, progress);
    this.#work = next;
  }
}

export const system = new SystemState(connection);
