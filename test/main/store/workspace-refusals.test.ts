import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MetropoleError, type ErrorCode } from '../../../main/common/errors.ts';
import { languages } from '../../../main/common/view.ts';
import { wording } from '../../../main/common/wording.ts';
import { fromDatabase } from '../../../main/store/database-errors.ts';
import { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { migrations } from './migrations.ts';
import { emptyStore, heldElsewhere, scratchFolder } from './store.ts';

type Refusal = Extract<ErrorCode, `workspace-${string}` | 'disk-full'>;

const about = { name: 'Test city', isPractice: false };

/** A folder with a workspace that nobody has open. */
async function workspace(): Promise<string> {
  const folder = join(scratchFolder(), 'city');
  await (await WorkspaceStore.create(folder, about, { migrations })).close();
  return folder;
}

async function refused(folder: string): Promise<MetropoleError> {
  return await WorkspaceStore.open(folder, { migrations }).then(
    () => expect.fail('it was opened'),
    (thrown: unknown) => MetropoleError.from(thrown),
  );
}

/** Every refusal, as it comes about. The compiler asks for one that is missing. */
const refusals: Readonly<Record<Refusal, () => Promise<MetropoleError>>> = {
  'workspace-missing': () => refused(join(scratchFolder(), 'city')),
  'workspace-not-a-workspace': async () => {
    const folder = await workspace();
    writeFileSync(join(folder, 'city.duckdb'), 'this is no database, but long enough to be one. '.repeat(99));
    return refused(folder);
  },
  'workspace-exists': async () => {
    const folder = await workspace();
    return await WorkspaceStore.create(folder, about, { migrations }).then(
      () => expect.fail('it was made'),
      (thrown: unknown) => MetropoleError.from(thrown),
    );
  },
  'workspace-in-use': async () => {
    const folder = await workspace();
    const other = await heldElsewhere(folder);
    const error = await refused(folder);
    expect(error.parameters).toMatchObject({ process: String(other.pid) });
    return error;
  },
  'workspace-too-new': async () => {
    const folder = await workspace();
    const store = await WorkspaceStore.open(folder, { migrations });
    await store.write((connection) => connection.run("INSERT INTO migration VALUES (99, 'later', now())"));
    await store.close();
    return refused(folder);
  },
  // The rest is for the system and the engine to say; here are their words.
  'workspace-not-writable': () => Promise.resolve(fromDatabase(new Error('EACCES: permission denied'), city)),
  'workspace-other': () => Promise.resolve(new MetropoleError('workspace-other', { name: 'city' })),
  'disk-full': () => Promise.resolve(fromDatabase(new Error('ENOSPC: no space left on device'), city)),
};
const city = { folder: '/somewhere/city' };

describe.each(Object.entries(refusals))('%s', (code, refuse) => {
  test('says which workspace, why, and what to do, in every language', async () => {
    const error = await refuse();
    expect(error.code).toBe(code);
    for (const language of languages) {
      const words = wording(language);
      const said = words.error(error);
      expect(said).not.toMatch(/\?|workspace-|undefined/);
      if ('folder' in error.parameters && code !== 'disk-full')
        expect(said).toContain(basename(String(error.parameters['folder'])));
      expect(words.hint(error)).not.toMatch(/^$|\?|workspace-/);
    }
  });
});

test('a workspace that this very process has open says so by its own number', async () => {
  const store = await emptyStore();
  const error = await refused(store.folder.path);
  expect(wording('en').error(error)).toContain(`(process ${process.pid})`);
  expect(wording('zh-CN').error(error)).toContain(`（进程 ${process.pid}）`);
});

test('a holder that the system does not name is left out', () => {
  const error = fromDatabase(new Error('The file is being used by another process'), city);
  expect(wording('en').error(error)).toBe('“/somewhere/city” is open in another Metropole.');
});
