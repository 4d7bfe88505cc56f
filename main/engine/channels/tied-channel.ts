import { Listeners, type Channel } from '../../common/contract/channel.ts';

/**
 * A channel that lives as long as another one, its lifeline: when either closes, both do. For an other side that does not
 * learn by itself that its channel was closed, but whose keeper watches the lifeline.
 */
export function tiedChannel(channel: Channel, lifeline: Channel): Channel {
  const closed = new Listeners<void>();
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    channel.close();
    lifeline.close();
    closed.emit();
  };
  channel.onClose(close);
  lifeline.onClose(close);
  return {
    post: (message) => {
      if (open) channel.post(message);
    },
    onMessage: (listener) => channel.onMessage(listener),
    onClose: (listener) => closed.add(listener),
    close,
  };
}
