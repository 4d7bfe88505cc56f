import { MetropoleError } from '../errors.ts';
import type { Channel } from './channel.ts';
import type { EventMap, EventOf, MessageMap, RequestOf, ResponseOf } from './define.ts';
import { envelopeSchema, type Origin, type Progress } from './envelope.ts';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

interface Pending {
  readonly name: string;
  readonly resolve: (body: unknown) => void;
  readonly reject: (error: MetropoleError) => void;
  readonly onProgress: CallOptions['onProgress'];
}

/** The asking side of a contract. Answers are checked against the schema of their message. */
export class Client<M extends MessageMap, E extends EventMap> {
  readonly #channel: Channel;
  readonly #messages: M;
  readonly #events: E;
  readonly #origin: () => Origin;
  readonly #pending = new Map<number, Pending>();
  readonly #eventListeners = new Map<string, Set<(body: unknown) => void>>();
  #nextId = 1;
  #closed = false;

  constructor(channel: Channel, messages: M, events: E, origin: () => Origin) {
    this.#channel = channel;
    this.#messages = messages;
    this.#events = events;
    this.#origin = origin;
    channel.onMessage((message) => {
      this.#receive(message);
    });
    channel.onClose(() => {
      this.#fail();
    });
  }

  /**
   * Asks and waits for the answer.
   * @throws MetropoleError as the other side threw it; `aborted` after the signal fired; `engine-died` when the channel closed.
   */
  async call<N extends keyof M & string>(
    name: N,
    body: RequestOf<M, N>,
    options: CallOptions = {},
  ): Promise<ResponseOf<M, N>> {
    if (this.#closed) throw new MetropoleError('engine-died');
    if (options.signal?.aborted) throw new MetropoleError('aborted');
    const id = this.#nextId++;
    const abort = (): void => {
      this.#channel.post({ kind: 'abort', id });
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      const answer = await new Promise<unknown>((resolve, reject) => {
        this.#pending.set(id, { name, resolve, reject, onProgress: options.onProgress });
        this.#channel.post({ kind: 'request', id, ...this.#origin(), name, body });
      });
      const parsed = this.#messages[name]?.response.safeParse(answer);
      if (!parsed?.success) {
        throw new MetropoleError('contract-response-invalid', { name }, parsed?.error.message);
      }
      return parsed.data as ResponseOf<M, N>;
    } finally {
      options.signal?.removeEventListener('abort', abort);
      this.#pending.delete(id);
    }
  }

  /** Listens to an event; returns the unsubscribe. */
  on<N extends keyof E & string>(name: N, listener: (body: EventOf<E, N>) => void): () => void {
    const listeners = this.#eventListeners.get(name) ?? new Set();
    this.#eventListeners.set(name, listeners);
    const checked = (body: unknown): void => {
      const parsed = this.#events[name]?.safeParse(body);
      if (parsed?.success) listener(parsed.data as EventOf<E, N>);
    };
    listeners.add(checked);
    return () => listeners.delete(checked);
  }

  onClose(listener: () => void): () => void {
    return this.#channel.onClose(listener);
  }

  close(): void {
    this.#channel.close();
    this.#fail();
  }

  #receive(message: unknown): void {
    const envelope = envelopeSchema.safeParse(message);
    if (!envelope.success) return;
    const data = envelope.data;
    if (data.kind === 'event') {
      for (const listener of this.#eventListeners.get(data.name) ?? []) listener(data.body);
      return;
    }
    const pending = this.#pending.get(data.id);
    if (pending === undefined) return;
    if (data.kind === 'progress') pending.onProgress?.(data.progress);
    if (data.kind === 'response') pending.resolve(data.body);
    if (data.kind === 'failure') pending.reject(MetropoleError.fromRecord(data.error));
  }

  #fail(): void {
    this.#closed = true;
    for (const pending of this.#pending.values()) pending.reject(new MetropoleError('engine-died'));
    this.#pending.clear();
  }
}
