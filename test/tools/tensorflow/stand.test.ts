import { existsSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { writeInventory } from '../../../tools/setup/inventory.mjs';
import {
  sharedTensorflow,
  standTensorflow,
  takeTensorflow,
  tensorflowOf,
} from '../../../tools/tensorflow/stand.mjs';
import { temporaryFolder, writeTree } from '../shims.ts';

const library = join('deps', 'lib', 'library.so');
let native: string;

beforeEach(() => {
  native = temporaryFolder();
  writeTree(native, { [library]: 'a library' });
  writeInventory(native);
});

test('a build uses what is installed and stops using what is not', () => {
  const build = temporaryFolder();
  standTensorflow(build, native);
  expect(readFileSync(join(build, 'tensorflow', library), 'utf8')).toBe('a library');
  expect(tensorflowOf(build)).toBe(native);
  standTensorflow(build, undefined);
  expect(readdirSync(build)).toEqual([]);
  expect(existsSync(join(native, library))).toBe(true);
});

test('a copy of the build for an installer has files of its own that take no room', () => {
  const [build, copy] = [temporaryFolder(), temporaryFolder()];
  standTensorflow(build, native);
  standTensorflow(copy, native);
  takeTensorflow(build, copy);
  expect(lstatSync(join(copy, 'tensorflow')).isDirectory()).toBe(true);
  expect(statSync(join(copy, 'tensorflow', library)).ino).toBe(statSync(join(native, library)).ino);
});

test('every build shares one place, and another library takes its place', () => {
  const cache = temporaryFolder();
  const first = sharedTensorflow(native, cache);
  expect(sharedTensorflow(native, cache)).toBe(first);
  expect(statSync(join(first, library)).ino).toBe(statSync(join(native, library)).ino);
  writeFileSync(join(native, library), 'a longer library');
  writeInventory(native);
  expect(sharedTensorflow(native, cache)).not.toBe(first);
  expect(existsSync(first)).toBe(false);
});
