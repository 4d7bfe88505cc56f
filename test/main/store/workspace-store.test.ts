import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from './migrations.ts';
import { emptyStore, heldElsewhere, scratchFolder } from './store.ts';

const about = { name: 'Test city', isPractice: false };

/** The schema version that this program writes. */
const known = readdirSync(migrations).length;

describe('a workspace', () => {
  test('is made in an empty folder and opened again with the same identity', async () => {
    const folder = join(scratchFolder(), 'city');
    const made = await WorkspaceStore.create(folder, about, { migrations });
    await made.close();
    const opened = await WorkspaceStore.open(folder, { migrations });
    expect(opened.workspace).toEqual(made.workspace);
    expect(opened.workspace.name).toBe('Test city');
    expect(opened.schemaVersion).toBe(known);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['backups', 'city.duckdb', 'logs', 'models', 'reports']),
    );
    await opened.close();
  });

  test('is refused where there are other files', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    await expect(WorkspaceStore.create(folder, about, { migrations })).rejects.toMatchObject({
      code: 'workspace-exists',
    });
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  test('that is missing, or is none, says which', async () => {
    const folder = scratchFolder();
    await expect(WorkspaceStore.open(join(folder, 'nowhere'), { migrations })).rejects.toMatchObject({
      code: 'workspace-missing',
    });
    await expect(WorkspaceStore.open(folder, { migrations })).rejects.toMatchObject({
      code: 'workspace-not-a-workspace',
    });
    writeFileSync(
      join(folder, 'city.duckdb'),
      'this is no database, but it is long enough to be taken for a header. '.repeat(99),
    );
    await expect(WorkspaceStore.open(folder, { migrations })).rejects.toMatchObject({
      code: 'workspace-not-a-workspace',
      parameters: { folder },
    });
  });

  test('that this process has open cannot be opened twice', async () => {
    const store = await emptyStore();
    await expect(WorkspaceStore.open(store.folder.path, { migrations })).rejects.toMatchObject({
      code: 'workspace-in-use',
    });
  });

  test('that another process has open is in use', async () => {
    const folder = join(scratchFolder(), 'city');
    await (await WorkspaceStore.create(folder, about, { migrations })).close();
    const other = await heldElsewhere(folder);
    await expect(WorkspaceStore.open(folder, { migrations })).rejects.toMatchObject({
      code: 'workspace-in-use',
      parameters: { folder },
    });
    other.kill();
    await once(other, 'exit');
    await (await WorkspaceStore.open(folder, { migrations })).close();
  });

  test.skipIf(process.getuid?.() === 0)('in a folder that may not be written says so', async () => {
    const folder = scratchFolder();
    chmodSync(folder, 0o500);
    await expect(WorkspaceStore.create(join(folder, 'city'), about, { migrations })).rejects.toMatchObject({
      code: 'workspace-not-writable',
    });
  });
});

describe('the schema', () => {
  const twoSteps = (): string => {
    const folder = scratchFolder();
    cpSync(migrations, folder, { recursive: true });
    const next = String(readdirSync(folder).length + 1).padStart(3, '0');
    writeFileSync(join(folder, `${next}_added.sql`), 'CREATE TABLE added (value INTEGER);');
    return folder;
  };

  test('of a newer version is refused and left alone', async () => {
    const folder = join(scratchFolder(), 'city');
    await (await WorkspaceStore.create(folder, about, { migrations: twoSteps() })).close();
    await expect(WorkspaceStore.open(folder, { migrations })).rejects.toMatchObject({
      code: 'workspace-too-new',
      parameters: { schema: known + 1, known },
    });
    await (await WorkspaceStore.open(folder, { migrations: twoSteps() })).close();
  });

  test('of an older version is brought up to date after a backup that opens', async () => {
    const folder = join(scratchFolder(), 'city');
    const old = await WorkspaceStore.create(folder, about, { migrations });
    await old.close();
    const opened = await WorkspaceStore.open(folder, { migrations: twoSteps() });
    expect(opened.schemaVersion).toBe(known + 1);
    await opened.write((connection) => connection.run('INSERT INTO added VALUES (1)'));
    const backups = readdirSync(opened.folder.backups);
    await opened.close();
    expect(backups).toHaveLength(1);

    const restored = join(scratchFolder(), 'restored');
    mkdirSync(restored);
    cpSync(join(folder, 'backups', backups[0] ?? ''), join(restored, 'city.duckdb'));
    const before = await WorkspaceStore.open(restored, { migrations });
    expect(before.workspace.id).toBe(old.workspace.id);
    await before.close();
  });
});

test('a model of a workspace from before there were states was approved by the console when it was made', async () => {
  const old = scratchFolder();
  for (const name of readdirSync(migrations).filter((file) => file < '003'))
    cpSync(join(migrations, name), join(old, name));
  const folder = join(scratchFolder(), 'city');
  const before = await WorkspaceStore.create(folder, about, { migrations: old });
  await before.write((connection) =>
    connection.run(`INSERT INTO model VALUES ('traffic.usual', '1-a', 'traffic', true, 'a.model', 'hash',
      '2024-01-01 00:00:00+00', '2024-01-02 00:00:00+00', 1, 0.5, true, '2024-01-03 00:00:00+00')`),
  );
  await before.close();
  const opened = await WorkspaceStore.open(folder, { migrations });
  expect(await opened.models.list('traffic')).toMatchObject([
    {
      version: '1-a',
      isShown: true,
      state: 'approved',
      approval: { by: null, at: Date.UTC(2024, 0, 3) },
      replacedAt: null,
      begunWith: null,
      counts: null,
      validation: null,
    },
  ]);
  await opened.close();
});

describe('writing', () => {
  const count = (store: WorkspaceStore): Promise<number> =>
    store.read(async (connection) =>
      Number((await (await connection.run('SELECT count(*) FROM place')).getRows())[0]?.[0]),
    );

  test('keeps nothing of a transaction that fails', async () => {
    const store = await emptyStore();
    const failing = store.write(async (connection) => {
      await connection.run("INSERT INTO place (key) VALUES ('a')");
      throw new Error('half way');
    });
    await expect(failing).rejects.toMatchObject({ code: 'internal' });
    expect(await count(store)).toBe(0);
  });

  test('waits its turn: writers never overlap', async () => {
    const store = await emptyStore();
    const order: string[] = [];
    const writer = (name: string, milliseconds: number): Promise<void> =>
      store.write(async (connection) => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        await connection.run('INSERT INTO place (key) VALUES ($name)', { name });
        order.push(`${name} ends`);
      });
    await Promise.all([writer('a', 50), writer('b', 1)]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(await count(store)).toBe(2);
  });

  test('stops at once when aborted, and keeps nothing', async () => {
    const store = await emptyStore();
    const abort = new AbortController();
    const long = store.write(async (connection) => {
      await connection.run("INSERT INTO place (key) VALUES ('a')");
      setTimeout(() => abort.abort(), 50);
      await connection.run('SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(1000000) b(i)');
    }, abort.signal);
    await expect(long).rejects.toMatchObject({ code: 'aborted' });
    expect(await count(store)).toBe(0);
  });
});
