import { Listeners, type Channel } from './channel.ts';

/** A message port with a page's manners. */
export interface PagePort {
  postMessage(message: unknown): void;
  addEventListener(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/**
 * A channel over a page's port. Ports do not say in every Chrome that the other side is gone, so whoever knows it (the
 * application) closes the channel, or the page.
 */
export function pagePortChannel(port: PagePort): Channel {
  const messages = new Listeners<unknown>();
  const closings = new Listeners<void>();
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    port.close();
    closings.emit();
  };
  port.addEventListener('message', (event) => {
    messages.emit(event.data);
  });
  port.addEventListener('close', close);
  port.start();
  return {
    post: (message) => {
      if (!isClosed) port.postMessage(message);
    },
    onMessage: (listener) => messages.add(listener),
    onClose: (listener) => closings.add(listener),
    close,
  };
}
