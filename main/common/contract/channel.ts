/** A two-way pipe for envelopes: a message port, a child process or a socket. Order is kept; delivery ends with `closed`. */
export interface Channel {
  /** Sends one envelope; after the channel has closed it does nothing. */
  post(message: unknown): void;
  /** Returns its unsubscribe. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** Called once when the other side is gone. Returns its unsubscribe. */
  onClose(listener: () => void): () => void;
  close(): void;
}

/** Listener bookkeeping shared by every channel. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  add(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}

/** Two ends of a channel inside one process, for an engine and a client that live together. Delivery is asynchronous. */
export function channelPair(): [Channel, Channel] {
  const ends = [
    { messages: new Listeners<unknown>(), closed: new Listeners<void>() },
    { messages: new Listeners<unknown>(), closed: new Listeners<void>() },
  ] as const;
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    for (const end of ends) end.closed.emit();
  };
  const channelTo = (own: (typeof ends)[number], other: (typeof ends)[number]): Channel => ({
    post: (message) => {
      if (open)
        queueMicrotask(() => {
          other.messages.emit(message);
        });
    },
    onMessage: (listener) => own.messages.add(listener),
    onClose: (listener) => own.closed.add(listener),
    close,
  });
  return [channelTo(ends[0], ends[1]), channelTo(ends[1], ends[0])];
}
