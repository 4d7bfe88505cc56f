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
