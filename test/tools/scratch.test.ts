import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putInPlace } from '../../tools/setup/scratch.mjs';
import { temporaryFolder, writeTree } from './shims.ts';

test('finished work takes its name, or makes way for that of a quicker process', () => {
  const root = temporaryFolder();
  writeTree(root, { 'first/file': 'first', 'second/file': 'second' });
  putInPlace(join(root, 'first'), join(root, 'place'));
  putInPlace(join(root, 'second'), join(root, 'place'));
  expect(readFileSync(join(root, 'place', 'file'), 'utf8')).toBe('first');
  expect(existsSync(join(root, 'second'))).toBe(false);
  expect(() => {
    putInPlace(join(root, 'third'), join(root, 'elsewhere'));
  }).toThrow('ENOENT');
});
