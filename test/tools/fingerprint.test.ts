import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourcesFingerprint } from '../../tools/build/fingerprint.mjs';
import { temporaryFolder, writeTree } from './shims.ts';

test('changes with any source that is changed, added or removed, and with nothing else', () => {
  const root = temporaryFolder();
  writeTree(root, { 'main/index.ts': 'one', 'renderer/App.svelte': 'two', 'package-lock.json': '{}' });
  const first = sourcesFingerprint(root);
  writeTree(root, { 'README.md': 'words', 'test/a.test.ts': 'test' });
  expect(sourcesFingerprint(root)).toBe(first);
  writeTree(root, { 'main/index.ts': 'other' });
  const second = sourcesFingerprint(root);
  writeTree(root, { 'main/app/new.ts': '' });
  const third = sourcesFingerprint(root);
  rmSync(join(root, 'renderer/App.svelte'));
  expect(new Set([first, second, third, sourcesFingerprint(root)]).size).toBe(4);
});
