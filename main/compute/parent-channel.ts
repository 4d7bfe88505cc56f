import { Listeners, type Channel } from '../common/contract/channel.ts';
import { portChannel, type EmitterPort } from '../common/contract/port-channel.ts';

/** What Electron gives a utility process for its parent, as far as we use it. */
interface ParentPort {
  once(event: 'message', listener: (event: { readonly ports: readonly EmitterPort[] }) => void): void;
}

function parentPort(): ParentPort | undefined {
  return 'parentPort' in process ? process.parentPort : undefined;
}

/**
 * The channel to the engine. In Electron it is a port that the application hands over with its first message; in plain
 * Node it is the pipe of `child_process.fork` with `serialization: 'advanced'`, so typed arrays arrive as they are.
 */
export async function engineChannel(): Promise<Channel> {
  const parent = parentPort();
  if (parent === undefined) return forkedChannel();
  return await new Promise((resolve) => {
    parent.once('message', ({ ports: [port] }) => {
      if (port !== undefined) resolve(portChannel(port));
    });
  });
}

function forkedChannel(): Channel {
  const closed = new Listeners<void>();
  process.on('disconnect', () => {
    closed.emit();
  });
  return {
    post: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => {
      process.on('message', listener);
      return () => process.off('message', listener);
    },
    onClose: (listener) => closed.add(listener),
    close: () => {
      process.disconnect();
    },
  };
}
