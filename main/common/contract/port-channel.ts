import { Listeners, type Channel } from './channel.ts';

/** A message port with Node's manners: Electron's MessagePortMain and worker_threads' MessagePort. */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
  close(): void;
}

/** The channel over a port. Electron wraps what arrives in an event with `data`; Node does not. */
export function portChannel(port: EmitterPort): Channel {
  const messages = new Listeners<unknown>();
  const closed = new Listeners<void>();
  port.on('message', (message) => {
    messages.emit(isMessageEvent(message) ? message.data : message);
  });
  port.on('close', () => {
    closed.emit();
  });
  port.start?.();
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => messages.add(listener),
    onClose: (listener) => closed.add(listener),
    close: () => {
      port.close();
    },
  };
}

function isMessageEvent(message: unknown): message is { readonly data: unknown } {
  return typeof message === 'object' && message !== null && 'data' in message && !('kind' in message);
}
