import { statSync, symlinkSync, writeFileSync, existsSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { socketAddress } from '../../../main/engine/socket-address.ts';
import { builtLocations } from '../../built.ts';
import { scratchFolder } from '../store/store.ts';
import { startEngine } from './running-engine.ts';

const comeIn = async (folder: string) =>
  openEngine({ folder, create: 'refused', locations: builtLocations(), version: '0.0.0' });

test('the door of a workspace opens for its owner alone, and is gone with the engine', async () => {
  const running = await startEngine({ practice: false });
  const address = socketAddress(running.folder);
  expect(statSync(address).mode & 0o777).toBe(0o600);
  await running.close(true);
  expect(existsSync(address)).toBe(false);
});

test('a path too long for a socket has its door in a folder of the user’s own', async () => {
  const folder = join(scratchFolder(), 'a-very-long-name-'.repeat(8), 'city');
  const running = await startEngine({ practice: false, folder });
  try {
    const address = socketAddress(folder);
    expect(address.startsWith(folder)).toBe(false);
    expect(statSync(join(address, '..')).mode & 0o077).toBe(0);
    const other = await comeIn(folder);
    expect((await other.client.call('workspace.info', {})).folder).toBe(folder);
    await other.close();
  } finally {
    await running.close();
  }
});

test('a link to the folder leads to the same door', async () => {
  const running = await startEngine({ practice: false });
  const link = join(scratchFolder(), 'link');
  symlinkSync(running.folder, link);
  const other = await comeIn(link);
  const { id } = await running.client.call('workspace.info', {});
  expect((await other.client.call('workspace.info', {})).id).toBe(id);
  await other.close();
  await running.close();
});

test('what a dead engine left in place of the socket is replaced', async () => {
  const first = await startEngine({ practice: false });
  await first.close(true);
  writeFileSync(socketAddress(first.folder), '');
  const second = await startEngine({ folder: first.folder });
  const other = await comeIn(first.folder);
  expect((await other.client.call('sources.list', {})).sources).toEqual([]);
  await other.close();
  await second.close();
});

test('a client that talks nonsense is shown out, and the others stay', async () => {
  const running = await startEngine({ practice: false });
  const other = await comeIn(running.folder);
  const rude = connect(socketAddress(running.folder));
  await once(rude, 'connect');
  rude.write('this is no JSON\n');
  await once(rude, 'close');
  expect((await other.client.call('sources.list', {})).sources).toEqual([]);
  await other.close();
  await running.close();
});
