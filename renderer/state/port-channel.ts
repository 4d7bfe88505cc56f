import { Listeners, type Channel } from '../../main/common/contract/channel.ts';

/**
 * A channel over a message port. Ports do not say in every Chrome that the other side is gone, so whoever knows it
 * (the application, by `engine.state`) closes the channel.
 */
export function portChannel(port: MessagePort): Channel {
  const messages = new Listeners<unknown>();
  const closings = new Listeners<undefined>();
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    port.close();
    closings.emit(undefined);
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
