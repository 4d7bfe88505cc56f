import type { ChildProcess } from 'node:child_process';
import { Listeners, type Channel } from '../../common/contract/channel.ts';

/** The channel to a process started with `fork(…, { serialization: 'advanced' })`; closing it ends the process. */
export function forkChannel(child: ChildProcess): Channel {
  const messages = new Listeners<unknown>();
  const closed = new Listeners<void>();
  let open = true;
  const end = (): void => {
    if (!open) return;
    open = false;
    closed.emit();
  };
  child.on('message', (message) => {
    messages.emit(message);
  });
  child.on('exit', end);
  child.on('error', end);
  return {
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => messages.add(listener),
    onClose: (listener) => closed.add(listener),
    close: () => {
      child.kill();
    },
  };
}
