import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Listeners, type Channel } from '../../common/contract/channel.ts';
import { decodeJson, encodeJson } from '../../common/contract/columns-json.ts';

/** A line longer than this is a fault or an attack. */
const longestLine = 16 * 1024 * 1024;

/** A channel over a local socket: one JSON message a line. A line that is not JSON, or has no end, ends the connection. */
export function socketChannel(socket: Socket): Channel {
  const messages = new Listeners<unknown>();
  const closed = new Listeners<void>();
  socket.setEncoding('utf8');
  let sinceNewline = 0;
  socket.on('data', (text: string) => {
    const newline = text.lastIndexOf('\n');
    sinceNewline = newline < 0 ? sinceNewline + text.length : text.length - newline;
    if (sinceNewline > longestLine) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    closed.emit();
  });
  const lines = createInterface({ input: socket, crlfDelay: Infinity });
  // The reader passes the socket's own errors on: a client that ends abruptly must not end this process.
  lines.on('error', () => socket.destroy());
  lines.on('line', (line) => {
    try {
      messages.emit(decodeJson(line));
    } catch {
      socket.destroy();
    }
  });
  return {
    post: (message) => {
      if (socket.writable) socket.write(`${encodeJson(message)}\n`);
    },
    onMessage: (listener) => messages.add(listener),
    onClose: (listener) => closed.add(listener),
    close: () => {
      socket.end();
    },
  };
}
