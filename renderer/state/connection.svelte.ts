import { untrack } from 'svelte';
import { Client, type CallOptions } from '../../main/common/contract/client.ts';
import type { Channel } from '../../main/common/contract/channel.ts';
import type { EventOf, RequestOf, ResponseOf } from '../../main/common/contract/define.ts';
import {
  engineEvents,
  engineMessages,
  type EngineClient,
  type EngineEvents,
  type EngineMessages,
} from '../../main/common/contract/engine-contract.ts';
import type { EngineState } from '../../main/common/contract/app-contract.ts';
import { MetropoleError } from '../../main/common/errors.ts';

/** How long a heartbeat may be away before its absence is shown, in milliseconds. */
export const heartbeatLimit = 3500;

export type ConnectionState = 'connecting' | 'connected' | 'silent' | 'lost' | 'failed';

type Subscription = (client: EngineClient) => () => void;

/**
 * The line to the engine: one client at a time, replaced after each restart; subscriptions outlive the client.
 * `silent` means that heartbeats stopped while nobody said that the engine died: it may be at work, values are not updating.
 */
export class Connection {
  readonly #subscriptions = new Set<Subscription>();
  readonly #cancels = new Map<Subscription, () => void>();
  readonly #openings = new Set<() => void>();
  #client = $state.raw<EngineClient | null>(null);
  #engine = $state.raw<EngineState | null>(null);
  #heartbeat = $state.raw<EventOf<EngineEvents, 'heartbeat'> | null>(null);
  #beats = $state(0);
  #heardAt = $state(0);
  #checkedAt = $state(0);
  #everConnected = $state(false);
  #workspace = '';

  constructor() {
    this.on('heartbeat', (body) => {
      this.#heartbeat = body;
      this.#beats += 1;
      this.#heardAt = performance.now();
    });
  }

  readonly state: ConnectionState = $derived.by(() => {
    if (this.#engine?.state === 'failed') return 'failed';
    if (this.#client === null) return this.#everConnected ? 'lost' : 'connecting';
    return this.#checkedAt - this.#heardAt > heartbeatLimit ? 'silent' : 'connected';
  });

  /** True while what the screen shows may be out of date. */
  readonly isLost: boolean = $derived(
    this.state === 'lost' || this.state === 'silent' || this.state === 'failed',
  );

  get engine(): EngineState | null {
    return this.#engine;
  }

  /** The last heartbeat; null before the first. */
  get heartbeat(): EventOf<EngineEvents, 'heartbeat'> | null {
    return this.#heartbeat;
  }

  /** Counts heartbeats, so that each can be drawn. */
  get beats(): number {
    return this.#beats;
  }

  /** Seconds since the last heartbeat. */
  get silentSeconds(): number {
    return Math.max(0, Math.round((this.#checkedAt - this.#heardAt) / 1000));
  }

  /** Goes out with every request once the workspace is known; a new connection may lead to another one. */
  set workspace(id: string) {
    this.#workspace = id;
  }

  /** Takes a fresh channel to the engine; the one before is closed. */
  attach(channel: Channel): void {
    this.#client?.close();
    const client = new Client(channel, engineMessages, engineEvents, () => ({
      clientId: clientId,
      actor: 'operator',
      workspace: this.#workspace,
    }));
    this.#workspace = '';
    this.#heardAt = performance.now();
    this.#checkedAt = this.#heardAt;
    this.#everConnected = true;
    this.#client = client;
    client.onClose(() => {
      if (this.#client === client) this.#client = null;
    });
    for (const subscription of this.#subscriptions) this.#cancels.set(subscription, subscription(client));
    for (const opening of this.#openings) opening();
  }

  /** What the application says about the engine. A dead engine's channel is closed at once. */
  engineIs(state: EngineState): void {
    this.#engine = state;
    if (state.state === 'restarting' || state.state === 'failed') {
      this.#client?.close();
      this.#client = null;
    }
  }

  /** Looks at the clock; called every second, so that a silence is noticed. */
  check(): void {
    this.#checkedAt = performance.now();
  }

  /** Asks the engine; whoever asks in an effect does not come to depend on the client. @throws MetropoleError `engine-died` while there is none. */
  async call<N extends keyof EngineMessages>(
    name: N,
    body: RequestOf<EngineMessages, N>,
    options?: CallOptions,
  ): Promise<ResponseOf<EngineMessages, N>> {
    const client = untrack(() => this.#client);
    if (client === null) throw new MetropoleError('engine-died');
    return client.call(name, body, options);
  }

  /** Listens to an event of this and every later engine. Returns the unsubscribe. */
  on<N extends keyof EngineEvents>(name: N, listener: (body: EventOf<EngineEvents, N>) => void): () => void {
    const subscription: Subscription = (client) => client.on(name, listener);
    this.#subscriptions.add(subscription);
    if (this.#client !== null) this.#cancels.set(subscription, subscription(this.#client));
    return () => {
      this.#subscriptions.delete(subscription);
      this.#cancels.get(subscription)?.();
      this.#cancels.delete(subscription);
    };
  }

  /** Calls the listener at every (re)connection, and now when there is one. Returns the unsubscribe. */
  onOpen(listener: () => void): () => void {
    this.#openings.add(listener);
    if (this.#client !== null) listener();
    return () => this.#openings.delete(listener);
  }
}

const clientId = `window-${crypto.randomUUID()}`;

export const connection = new Connection();
