import type { MessagePort, Worker } from 'node:worker_threads';
import { Listeners, type Channel } from '../../common/contract/channel.ts';
import { portChannel } from '../../common/contract/port-channel.ts';

/** The channel of a thread to those who started it. The columns of what it answers are handed over instead of copied. */
export function threadChannel(port: MessagePort): Channel {
  return {
    ...portChannel(port),
    post: (message) => {
      port.postMessage(message, buffersOfAnswer(message));
    },
  };
}

/** The channel to a thread; closing it ends the thread, and a thread that ends closes it. */
export function workerChannel(worker: Worker): Channel {
  const messages = new Listeners<unknown>();
  const closed = new Listeners<void>();
  worker.on('message', (message) => {
    messages.emit(message);
  });
  worker.on('exit', () => {
    closed.emit();
  });
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    onMessage: (listener) => messages.add(listener),
    onClose: (listener) => closed.add(listener),
    close: () => void worker.terminate(),
  };
}

/** Columns are arrays of their own, so that nothing else lies in the same memory. */
function buffersOfAnswer(message: unknown): ArrayBuffer[] {
  if (typeof message !== 'object' || message === null || !('body' in message)) return [];
  const { body } = message;
  if (typeof body !== 'object' || body === null) return [];
  return Object.values(body).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
  );
}
