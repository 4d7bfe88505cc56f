import { Client } from '../common/contract/client.ts';
import { computeEvents, computeMessages, type ComputeMessages } from '../common/contract/compute-contract.ts';
import type { CallOptions } from '../common/contract/client.ts';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import { MetropoleError } from '../common/errors.ts';
import type { ComputeRole, Host } from '../common/host.ts';

type ComputeClient = Client<ComputeMessages, typeof computeEvents>;

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
  readonly #onChange: (state: ComputeState) => void;
  #client: Promise<ComputeClient> | undefined;
  #state: ComputeState = { backend: '', state: 'starting', restarts: 0, tensors: 0 };
  #deaths: number[] = [];
  #closed = false;

  constructor(host: Host, role: ComputeRole, onChange: (state: ComputeState) => void = () => undefined) {
    this.#host = host;
    this.#role = role;
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
    try {
      const client = await this.#ready();
      const answer = await client.call(name, body, options);
      if ('tensors' in answer && answer.tensors !== this.#state.tensors)
        this.#change({ tensors: answer.tensors });
      return answer;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      throw error.code === 'engine-died' ? new MetropoleError('compute-died', { role: this.#role }) : error;
    }
  }

  /** Starts the host where none runs. @throws MetropoleError as {@link call} */
  async ready(): Promise<void> {
    await this.#ready();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => undefined);
    client?.close();
  }

  #ready(): Promise<ComputeClient> {
    if (this.#state.state === 'failed') return Promise.reject(new MetropoleError('compute-failed', {}));
    this.#client ??= this.#start().catch((thrown: unknown) => {
      this.#client = undefined;
      throw thrown;
    });
    return this.#client;
  }

  async #start(): Promise<ComputeClient> {
    const channel = await this.#host.startCompute(this.#role);
    const client: ComputeClient = new Client(channel, computeMessages, computeEvents, () => ({
      clientId: `engine-${this.#role}`,
      actor: 'engine',
      workspace: '',
    }));
    client.onClose(() => {
      this.#died();
    });
    try {
      const { backend, tensors } = await client.call('compute.start', { backend: null });
      this.#change({ backend, tensors, state: 'ready' });
      return client;
    } catch (thrown) {
      client.close();
      throw thrown;
    }
  }

  #died(): void {
    if (this.#closed) return;
    this.#client = undefined;
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
