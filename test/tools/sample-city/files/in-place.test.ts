import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { putInPlace } from '../../../../tools/sample-city/files/in-place.ts';
import { temporaryFolder } from '../../shims.ts';

test('a folder is replaced when the new one is complete', async () => {
  const folder = join(temporaryFolder(), 'city');
  mkdirSync(folder);
  writeFileSync(join(folder, 'old'), '');
  await putInPlace(folder, (scratch) => {
    writeFileSync(join(scratch, 'new'), 'all of it');
    return Promise.resolve();
  });
  expect(readdirSync(folder)).toEqual(['new']);
  expect(readdirSync(dirname(folder))).toEqual(['city']);
});

test('where the disk is full half-way, what was there stays and nothing half-made is left', async () => {
  const folder = join(temporaryFolder(), 'city');
  mkdirSync(folder);
  writeFileSync(join(folder, 'old'), 'as it was');
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const filling = putInPlace(folder, (scratch) => {
    writeFileSync(join(scratch, 'new'), 'half');
    return Promise.reject(full);
  });
  await expect(filling).rejects.toBe(full);
  expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('as it was');
  expect(readdirSync(dirname(folder))).toEqual(['city']);
});

test('nothing is left of a first folder that fails', async () => {
  const folder = join(temporaryFolder(), 'deep', 'city');
  await expect(putInPlace(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(dirname(folder))).toEqual([]);
});
