import { backendPlaces, type BackendId } from '../common/backends.ts';
import type { CallOptions } from '../common/contract/client.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import { MetropoleError } from '../common/errors.ts';
import type { ComputeRole, Host } from '../common/host.ts';
import { ComputeHost } from './compute/compute-host.ts';

export interface ComputeState {
  readonly backend: string;
  readonly state: 'starting' | 'ready' | 'restarting' | 'failed';
  readonly restarts: number;
  readonly tensors: number;
}

/** Deaths within this time of each other count towards giving up. */
const hopelessWithinMilliseconds = 60_000;
const hopelessDeaths = 5;
const restartDelayMilliseconds = 250;

/**
 * Keeps one compute host alive. A host that dies is started again; the call it died in fails with `compute-died` and may
 * be repeated. Only death counts, never silence: TensorFlow may block its process for long.
 */
export class ComputeSupervisor {
  readonly #host: Host;
  readonly #role: ComputeRole;
  readonly #backend: BackendId;
  readonly #onChange: (state: ComputeState) => void;
  #running: Promise<ComputeHost> | undefined;
  #state: ComputeState = { backend: '', state: 'starting', restarts: 0, tensors: 0 };
  #deaths: number[] = [];
  #closed = false;

  constructor(
    host: Host,
    role: ComputeRole,
    backend: BackendId,
    onChange: (state: ComputeState) => void = () => undefined,
  ) {
    this.#host = host;
    this.#role = role;
    this.#backend = backend;
    this.#onChange = onChange;
  }

  get state(): ComputeState {
    return this.#state;
  }

  /**
   * Runs one call on the host, starting it when needed.
   * @throws MetropoleError `compute-died` when the host died in it, `compute-failed` when it cannot be kept alive.
   */
  async call<N extends keyof ComputeMessages>(
    name: N,
    body: RequestOf<ComputeMessages, N>,
    options: CallOptions = {},
  ): Promise<ResponseOf<ComputeMessages, N>> {
    const host = await this.#ready();
    const answer = await host.call(name, body, options);
    if ('tensors' in answer && answer.tensors !== this.#state.tensors)
      this.#change({ tensors: answer.tensors });
    return answer;
  }

  /** Starts the host where none runs. @throws MetropoleError as {@link call} */
  async ready(): Promise<void> {
    await this.#ready();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const running = await this.#running?.catch(() => undefined);
    running?.close();
  }

  #ready(): Promise<ComputeHost> {
    if (this.#state.state === 'failed') return Promise.reject(new MetropoleError('compute-failed', {}));
    this.#running ??= this.#start().catch((thrown: unknown) => {
      this.#running = undefined;
      throw thrown;
    });
    return this.#running;
  }

  async #start(): Promise<ComputeHost> {
    const started = await ComputeHost.start(this.#host, this.#role, backendPlaces[this.#backend]);
    started.onClose(() => {
      this.#died();
    });
    try {
      const { backend, tensors } = await started.call('compute.start', { backend: this.#backend });
      this.#change({ backend, tensors, state: 'ready' });
      return started;
    } catch (thrown) {
      started.close();
      throw thrown;
    }
  }

  #died(): void {
    if (this.#closed) return;
    this.#running = undefined;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < hopelessWithinMilliseconds), now];
    if (this.#deaths.length >= hopelessDeaths) {
      this.#change({ state: 'failed' });
      return;
    }
    this.#change({ state: 'restarting', restarts: this.#state.restarts + 1 });
    setTimeout(() => {
      if (!this.#closed) void this.#ready().catch(() => undefined);
    }, restartDelayMilliseconds);
  }

  #change(patch: Partial<ComputeState>): void {
    this.#state = { ...this.#state, ...patch };
    this.#onChange(this.#state);
  }
}
