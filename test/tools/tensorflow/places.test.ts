import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { writeInventory } from '../../../tools/setup/inventory.mjs';
import { pinnedBuild, wheelsOf } from '../../../tools/tensorflow/pinned-wheel.mjs';
import {
  inUseNote,
  nativeFolder,
  readyTensorflow,
  tensorflowInUse,
} from '../../../tools/tensorflow/places.mjs';
import { removeTensorflow } from '../../../tools/tensorflow/remove.mjs';
import { keptWheel } from '../../../tools/tensorflow/wheels.mjs';
import { temporaryFolder, writeTree } from '../shims.ts';

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', temporaryFolder());
  vi.stubEnv('METROPOLE_TENSORFLOW', '');
  return () => vi.unstubAllEnvs();
});

function build(about: { tensorflow: string; origin: string; cuda?: object }): void {
  rmSync(nativeFolder(), { recursive: true, force: true });
  writeTree(nativeFolder(), { 'about.json': JSON.stringify(about), 'deps/lib/library.so': 'a library' });
  writeInventory(nativeFolder());
}

test('what was built for the tests is not used by the console until it is installed', () => {
  expect(tensorflowInUse()).toBeUndefined();
  build({ tensorflow: '2.9.1', origin: 'package' });
  expect(tensorflowInUse()).toBeUndefined();
  writeFileSync(inUseNote(), '');
  expect(tensorflowInUse()).toBe(nativeFolder());
});

test('one word in the environment decides in place of that', () => {
  build({ tensorflow: '2.9.1', origin: 'package' });
  vi.stubEnv('METROPOLE_TENSORFLOW', 'on');
  expect(tensorflowInUse()).toBe(nativeFolder());
  writeFileSync(inUseNote(), '');
  vi.stubEnv('METROPOLE_TENSORFLOW', 'off');
  expect(tensorflowInUse()).toBeUndefined();
});

test('one that is damaged, or built from another wheel than the pinned one, has to be made again', () => {
  expect(readyTensorflow()).toBeUndefined();
  const pinned = pinnedBuild('processor')?.tensorflow.version ?? 'none';
  build({ tensorflow: '1.0.0', origin: 'wheel' });
  expect(readyTensorflow()).toBeUndefined();
  build({ tensorflow: pinned, origin: pinned === 'none' ? 'package' : 'wheel' });
  expect(readyTensorflow()?.tensorflow).toBe(pinned);
  writeFileSync(join(nativeFolder(), 'deps', 'lib', 'library.so'), 'cut');
  expect(readyTensorflow()).toBeUndefined();
});

test('either kind will do where none is wanted, else only that kind', () => {
  build({ tensorflow: '2.9.1', origin: 'package' });
  expect([readyTensorflow()?.tensorflow, readyTensorflow('processor')?.tensorflow]).toEqual([
    '2.9.1',
    '2.9.1',
  ]);
  expect(readyTensorflow('nvidia')).toBeUndefined();
  build({ tensorflow: '2.9.1', origin: 'package', cuda: { version: '11.2', leastDriver: 450 } });
  expect([readyTensorflow()?.tensorflow, readyTensorflow('nvidia')?.tensorflow]).toEqual(['2.9.1', '2.9.1']);
  expect(readyTensorflow('processor')).toBeUndefined();
});

test.runIf(pinnedBuild('nvidia') !== undefined)('one built for another CUDA has to be made again', () => {
  const { tensorflow, cuda } = pinnedBuild('nvidia') ?? {};
  const about = { tensorflow: tensorflow?.version ?? '', origin: 'wheel' };
  build({ ...about, cuda: { ...cuda, version: '1.0' } });
  expect(readyTensorflow('nvidia')).toBeUndefined();
  build({ ...about, ...(cuda && { cuda }) });
  expect(readyTensorflow('nvidia')?.cuda).toEqual(cuda);
});

test('removing it leaves nothing of it', () => {
  build({ tensorflow: '2.9.1', origin: 'package' });
  writeFileSync(inUseNote(), '');
  const builds = [pinnedBuild('processor'), pinnedBuild('nvidia')].filter((pinned) => pinned !== undefined);
  for (const wheel of builds.flatMap(wheelsOf)) writeFileSync(keptWheel(wheel), 'half of it');
  const shared = temporaryFolder();
  writeTree(shared, { 'tensorflow-0123/about.json': '{}', 'stages/kept': '' });
  removeTensorflow(shared);
  expect(readdirSync(dirname(nativeFolder()))).toEqual([]);
  expect(readdirSync(shared)).toEqual(['stages']);
});
