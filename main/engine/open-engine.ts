import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { basename, resolve } from 'node:path';
import { channelPair, type Channel } from '../common/contract/channel.ts';
import { Client } from '../common/contract/client.ts';
import { engineEvents, engineMessages, type EngineClient } from '../common/contract/engine-contract.ts';
import { socketChannel } from './channels/socket-channel.ts';
import { Engine } from './engine.ts';
import type { Locations } from './locations.ts';
import { PlainNodeHost } from './plain-node-host.ts';
import { socketAddress } from './socket-address.ts';

/** An engine to talk to: one that was running, or one that ends with `close`. */
export interface OpenEngine {
  readonly client: EngineClient;
  close(): Promise<void>;
}

/** What becomes of a folder that holds no workspace: an empty one, the practice city, or a refusal. */
export type Creation = 'refused' | 'empty' | 'practice';

/**
 * Finds the engine that owns a workspace and talks to it; where none runs, starts one in this process.
 *
 * @throws MetropoleError `workspace-…`
 */
export async function openEngine(options: {
  readonly folder: string;
  readonly create: Creation;
  readonly locations: Locations;
  readonly version: string;
}): Promise<OpenEngine> {
  const folder = resolve(options.folder);
  const running = existsSync(folder) ? await connectTo(socketAddress(folder)) : null;
  if (running !== null) {
    const client = clientOf(running);
    return {
      client,
      close: () => {
        client.close();
        return Promise.resolve();
      },
    };
  }
  const engine = await Engine.open({
    folder,
    create:
      options.create === 'refused'
        ? null
        : { name: basename(folder), practice: options.create === 'practice' },
    host: new PlainNodeHost(options.locations),
    locations: options.locations,
    version: options.version,
    background: false,
  });
  const [mine, theirs] = channelPair();
  engine.attach(theirs);
  const client = clientOf(mine);
  return {
    client,
    close: async () => {
      client.close();
      await engine.close();
    },
  };
}

function clientOf(channel: Channel): EngineClient {
  const origin = { clientId: `cli-${process.pid}`, actor: userInfo().username, workspace: '' };
  return new Client(channel, engineMessages, engineEvents, () => origin);
}

async function connectTo(address: string): Promise<Channel | null> {
  return await new Promise((resolveChannel) => {
    const socket = connect(address);
    socket.once('connect', () => {
      resolveChannel(socketChannel(socket));
    });
    socket.once('error', () => {
      resolveChannel(null);
    });
  });
}
