import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { channelPair } from '../../../main/common/contract/channel.ts';
import { Client } from '../../../main/common/contract/client.ts';
import {
  engineEvents,
  engineMessages,
  type EngineClient,
} from '../../../main/common/contract/engine-contract.ts';
import type { Channel } from '../../../main/common/contract/channel.ts';
import type { ComputePlace } from '../../../main/common/backends.ts';
import type { ComputeRole, Host } from '../../../main/common/host.ts';
import { Engine } from '../../../main/engine/engine.ts';
import { PlainNodeHost } from '../../../main/engine/plain-node-host.ts';
import { builtLocations } from '../../built.ts';

/** A plain Node host that remembers the channels to its compute hosts, so that a test can cut one. */
export class WatchedHost extends PlainNodeHost implements Host {
  readonly channels: { readonly role: ComputeRole; readonly channel: Channel }[] = [];

  override async startCompute(role: ComputeRole, place: ComputePlace): Promise<Channel> {
    const channel = await super.startCompute(role, place);
    this.channels.push({ role, channel });
    return channel;
  }
}

export interface RunningEngine {
  readonly engine: Engine;
  readonly host: WatchedHost;
  readonly client: EngineClient;
  readonly folder: string;
  /** Closes the engine; with `keep` its folder stays. */
  close(keep?: boolean): Promise<void>;
}

const ownPrefix = 'metropole-engine-';

function isOwn(workspace: string): boolean {
  return basename(dirname(workspace)).startsWith(ownPrefix);
}

/** An engine on a workspace of its own, the practice city unless said otherwise, with one client. */
export async function startEngine(
  options: {
    readonly practice?: boolean;
    readonly folder?: string;
    readonly wallClock?: () => number;
    /** Folder of native TensorFlow; none unless said. */
    readonly tensorflow?: string;
    /** Folder of the sample city; a small practice city unless said. */
    readonly sampleCity?: string;
    /** Whether it works without being asked, as a console's does. */
    readonly background?: boolean;
  } = {},
): Promise<RunningEngine> {
  const folder = options.folder ?? join(mkdtempSync(join(tmpdir(), ownPrefix)), 'city');
  const built = builtLocations();
  const { tensorflow = '', sampleCity = built.sampleCity } = options;
  const locations = { ...built, tensorflow, sampleCity };
  const host = new WatchedHost(locations);
  const engine = await Engine.open({
    folder,
    create: { name: 'Test city', practice: options.practice ?? true },
    host,
    locations,
    version: '0.0.0',
    background: options.background ?? false,
    wallClock: options.wallClock ?? (() => Date.UTC(2026, 4, 8, 20)),
  });
  const [mine, theirs] = channelPair();
  engine.attach(theirs);
  const origin = { clientId: 'test', actor: 'tester', workspace: '' };
  return {
    engine,
    host,
    client: new Client(mine, engineMessages, engineEvents, () => origin),
    folder,
    close: async (keep = false) => {
      await engine.close();
      if (!keep) rmSync(isOwn(folder) ? dirname(folder) : folder, { recursive: true, force: true });
    },
  };
}
