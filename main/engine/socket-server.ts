import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import type { Channel } from '../common/contract/channel.ts';
import { socketChannel } from './channels/socket-channel.ts';
import { socketAddress } from './socket-address.ts';

const patienceMilliseconds = 1000;

/** The local door of an engine that is running: other programs of the same user come in by the workspace's folder. */
export class SocketServer {
  readonly #server: NetServer;
  readonly #channels = new Set<Channel>();
  readonly #sockets = new Set<Socket>();

  private constructor(server: NetServer) {
    this.#server = server;
  }

  /**
   * Listens for the workspace in `folder`. The caller owns the workspace's database, so a socket that is already there
   * was left by an engine that died.
   */
  static async listen(folder: string, attach: (channel: Channel) => void): Promise<SocketServer> {
    const address = socketAddress(folder);
    if (process.platform !== 'win32') await rm(address, { force: true });
    const server = createServer();
    const listening = new SocketServer(server);
    server.on('connection', (socket) => {
      const channel = socketChannel(socket);
      listening.#channels.add(channel);
      listening.#sockets.add(socket);
      channel.onClose(() => {
        listening.#channels.delete(channel);
        listening.#sockets.delete(socket);
      });
      attach(channel);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
    if (process.platform !== 'win32') await chmod(address, 0o600);
    return listening;
  }

  async close(): Promise<void> {
    for (const channel of this.#channels) channel.close();
    // A program that was stopped never answers the end of its connection.
    const impatience = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, patienceMilliseconds);
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        clearTimeout(impatience);
        resolve();
      });
    });
  }
}
