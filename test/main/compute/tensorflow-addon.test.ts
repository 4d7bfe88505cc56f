import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MetropoleError } from '../../../main/common/errors.ts';
import { loadTensorflowAddon } from '../../../main/compute/backends/tensorflow-addon.ts';
import { writeInventory } from '../../../tools/setup/inventory.mjs';
import { temporaryFolder, writeTree } from '../../tools/shims.ts';

function reasonOf(folder: string): unknown {
  try {
    loadTensorflowAddon(folder);
  } catch (thrown) {
    const { code, parameters } = MetropoleError.from(thrown);
    return { code, ...parameters };
  }
  return 'loaded';
}

const because = (reason: string) => ({ code: 'backend-unavailable', backend: 'tensorflow', reason });

function somethingInstalled(): string {
  const folder = temporaryFolder();
  writeTree(folder, { 'lib/napi-v8/tfjs_binding.node': 'no addon', 'deps/lib/library.so': 'a library' });
  writeInventory(folder);
  return folder;
}

test('what is not installed is missing', () => {
  expect(reasonOf('')).toEqual(because('missing'));
  expect(reasonOf(temporaryFolder())).toEqual(because('missing'));
});

test('a library cut short is damage, seen before it is loaded', () => {
  const folder = somethingInstalled();
  writeFileSync(join(folder, 'deps', 'lib', 'library.so'), 'a lib');
  expect(reasonOf(folder)).toEqual(because('damaged'));
});

test('so is an inventory that is cut short', () => {
  const folder = somethingInstalled();
  writeFileSync(join(folder, 'inventory.json'), '{"deps');
  expect(reasonOf(folder)).toEqual(because('damaged'));
});

test('whole files that are no addon do not load', () => {
  expect(reasonOf(somethingInstalled())).toEqual(because('unloadable'));
});
