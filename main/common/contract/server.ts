import { MetropoleError } from '../errors.ts';
import type { Channel } from './channel.ts';
import type { EventMap, EventOf, MessageMap, RequestOf, ResponseOf } from './define.ts';
import { abortSchema, requestSchema, type Origin, type Progress } from './envelope.ts';

export interface CallContext extends Origin {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

export type Handlers<M extends MessageMap, Names extends keyof M = keyof M> = {
  readonly [N in Names]: (
    body: RequestOf<M, N>,
    context: CallContext,
  ) => Promise<ResponseOf<M, N>> | ResponseOf<M, N>;
};

type AnyHandler = (body: unknown, context: CallContext) => unknown;

/** The answering side of a contract: checks every request against its schema, runs its handler, sends progress and events. */
export class Server<M extends MessageMap, E extends EventMap> {
  readonly #messages: M;
  readonly #handlers: ReadonlyMap<string, AnyHandler>;
  readonly #channels = new Set<Channel>();
  readonly #onError: (name: string, error: MetropoleError) => void;
  readonly #admit: (origin: Origin) => void;

  /** @param admit throws for callers who get no answer */
  constructor(
    messages: M,
    handlers: Handlers<M>,
    onError: (name: string, error: MetropoleError) => void = () => undefined,
    admit: (origin: Origin) => void = () => undefined,
  ) {
    this.#messages = messages;
    this.#handlers = new Map(Object.entries(handlers)) as ReadonlyMap<string, AnyHandler>;
    this.#onError = onError;
    this.#admit = admit;
  }

  /** Serves one client until its channel closes; its running calls are aborted then. */
  attach(channel: Channel): void {
    const running = new Map<number, AbortController>();
    this.#channels.add(channel);
    channel.onMessage((message) => {
      const abort = abortSchema.safeParse(message);
      if (abort.success) {
        running.get(abort.data.id)?.abort();
        return;
      }
      const request = requestSchema.safeParse(message);
      if (request.success) void this.#answer(channel, request.data, running);
    });
    channel.onClose(() => {
      this.#channels.delete(channel);
      for (const controller of running.values()) controller.abort();
    });
  }

  /** Sends an event to every client. */
  emit<N extends keyof E & string>(name: N, body: EventOf<E, N>): void {
    for (const channel of this.#channels) channel.post({ kind: 'event', name, body });
  }

  get clientCount(): number {
    return this.#channels.size;
  }

  async #answer(
    channel: Channel,
    request: Origin & { id: number; name: string; body?: unknown },
    running: Map<number, AbortController>,
  ): Promise<void> {
    const { id, name } = request;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = this.#handlers.get(name);
      const definition = this.#messages[name];
      if (handler === undefined || definition === undefined)
        throw new MetropoleError('contract-unknown-message', { name });
      const body = definition.request.safeParse(request.body);
      if (!body.success) throw new MetropoleError('contract-body-invalid', { name }, body.error.message);
      this.#admit(request);
      const context: CallContext = {
        clientId: request.clientId,
        actor: request.actor,
        workspace: request.workspace,
        signal: controller.signal,
        progress: (progress) => {
          channel.post({ kind: 'progress', id, progress });
        },
      };
      channel.post({ kind: 'response', id, body: await handler(body.data, context) });
    } catch (thrown) {
      const error = controller.signal.aborted ? new MetropoleError('aborted') : MetropoleError.from(thrown);
      if (error.code !== 'aborted') this.#onError(name, error);
      channel.post({ kind: 'failure', id, error: error.toRecord() });
    } finally {
      running.delete(id);
    }
  }
}
