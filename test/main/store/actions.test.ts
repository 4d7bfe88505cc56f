import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NewAction } from '../../../main/common/rows/actions.ts';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from './migrations.ts';
import { addReadings, at, emptyStore, scratchFolder } from './store.ts';

const action: NewAction = {
  ...{ placeKey: 'p1', kind: 'diversion', note: 'by the “west” ramp', from: at(3), until: null },
  ...{ loggedAt: at(4), loggedBy: 'operator', endedBy: null, takenBack: null },
};

test('an action is kept as it was logged, with its place, until it is ended and taken back', async () => {
  const store = await emptyStore();
  const source = await addReadings(store, { places: 2, from: 0, to: 3 });
  const logged = await store.actions.add(() => action);
  expect(logged).toMatchObject({ ...action, actionId: 1, placeName: 'p1' });
  expect((await store.actions.add(() => ({ ...action, from: at(9) }))).actionId).toBe(2);
  expect((await store.actions.list()).map(({ actionId }) => actionId)).toEqual([2, 1]);
  const ended = await store.actions.change(1, (one) => ({ ...one, until: at(5), endedBy: 'lead' }));
  expect(ended).toEqual({ ...logged, until: at(5), endedBy: 'lead' });
  const takenBack = { at: at(6), by: 'lead', reason: 'wrong street' };
  await store.actions.change(1, (one) => ({ ...one, takenBack }));
  expect((await store.actions.list()).at(-1)).toEqual({ ...ended, takenBack });

  await store.sources.remove(source);
  expect((await store.actions.list()).map(({ placeId, placeName }) => [placeId, placeName])).toEqual([
    [null, 'p1'],
    [null, 'p1'],
  ]);
  await addReadings(store, { places: 2, from: 0, to: 3 });
  expect((await store.actions.list())[0]?.placeId).not.toBeNull();
});

test('one that is refused, or not there, changes nothing', async () => {
  const store = await emptyStore();
  await store.actions.add(() => action);
  const refuse = (): never => {
    throw new Error('no');
  };
  await expect(store.actions.add(refuse)).rejects.toThrow();
  await expect(store.actions.change(1, refuse)).rejects.toThrow();
  await expect(store.actions.change(7, (one) => one)).rejects.toMatchObject({
    code: 'action-unknown',
    parameters: { action: 7 },
  });
  expect(await store.actions.list()).toMatchObject([action]);
});

test('a workspace from before there were actions gets a log, and keeps it', async () => {
  const before = scratchFolder();
  const first = readdirSync(migrations).filter((name) => name < '009');
  for (const name of first) cpSync(join(migrations, name), join(before, name));
  const folder = join(scratchFolder(), 'city');
  const about = { name: 'Old city', isPractice: false };
  const old = await WorkspaceStore.create(folder, about, { migrations: before });
  await addReadings(old, { places: 2, from: 0, to: 3 });
  await old.close();
  const store = await WorkspaceStore.open(folder, { migrations });
  expect(await store.actions.list()).toEqual([]);
  await store.actions.add(() => action);
  await store.close();
  const again = await WorkspaceStore.open(folder, { migrations });
  expect(await again.actions.list()).toMatchObject([{ ...action, actionId: 1 }]);
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  await again.close();
});
