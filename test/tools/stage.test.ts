import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { stage } from '../../tools/launch/stage.mjs';
import { temporaryFolder, writeTree } from './shims.ts';

describe.runIf(process.platform === 'linux')('a stage', () => {
  let runtime: { folder: string; origin: 'own' };

  beforeEach(() => {
    vi.stubEnv('XDG_CACHE_HOME', temporaryFolder());
    runtime = { folder: temporaryFolder(), origin: 'own' };
    writeTree(runtime.folder, { electron: 'executable', 'resources/app/package.json': 'its own' });
    return () => vi.unstubAllEnvs();
  });

  function checkout(name: string): string {
    const root = temporaryFolder();
    writeTree(root, { 'package.json': JSON.stringify({ name }), 'dist/main/index.cjs': '' });
    return root;
  }

  const stageOf = (root: string) => stage({ root, fingerprint: 'f', runtime, user: undefined });
  const nameAt = (folder: string): unknown =>
    JSON.parse(readFileSync(join(folder, 'resources', 'app', 'package.json'), 'utf8'));

  test('gives each checkout a runtime of its own that takes no room', () => {
    const [one, other] = [stageOf(checkout('one')), stageOf(checkout('other'))];
    expect([nameAt(one.folder), nameAt(other.folder)]).toEqual([{ name: 'one' }, { name: 'other' }]);
    expect(statSync(one.executable).ino).toBe(statSync(join(runtime.folder, 'electron')).ino);
    expect(readFileSync(join(runtime.folder, 'resources/app/package.json'), 'utf8')).toBe('its own');
  });

  test('stands where it stood when it is made again', () => {
    const root = checkout('one');
    expect(stageOf(root)).toEqual(stageOf(root));
  });

  test('goes when its checkout has gone', () => {
    const root = checkout('one');
    const { folder } = stageOf(root);
    rmSync(root, { recursive: true });
    stageOf(checkout('other'));
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(join(folder, '..', '..'))).toHaveLength(1);
  });
});
