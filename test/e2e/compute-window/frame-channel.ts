import type { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import { Listeners, type Channel } from '../../../main/common/contract/channel.ts';

const lengthBytes = 4;

/** A channel over a local socket that keeps typed arrays as they are: each message its length, then a structured clone. */
export function frameChannel(socket: Socket): Channel {
  const messages = new Listeners<unknown>();
  const closed = new Listeners<void>();
  let received = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    while (received.length >= lengthBytes) {
      const end = lengthBytes + received.readUInt32LE();
      if (received.length < end) return;
      messages.emit(deserialize(received.subarray(lengthBytes, end)));
      received = received.subarray(end);
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    closed.emit();
  });
  return {
    post: (message) => {
      if (!socket.writable) return;
      const bytes = serialize(message);
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32LE(bytes.length);
      socket.write(Buffer.concat([length, bytes]));
    },
    onMessage: (listener) => messages.add(listener),
    onClose: (listener) => closed.add(listener),
    close: () => {
      socket.end();
    },
  };
}
