import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireFreeSpace } from '../../tools/setup/disk-space.mjs';
import { temporaryFolder } from './shims.ts';

const diskWith = (megabytes: number) => () => ({ bavail: megabytes * 250, bsize: 4000 });

test('a disk with room is accepted, also for a folder that does not exist yet', () => {
  const folder = join(temporaryFolder(), 'not', 'yet');
  expect(() => requireFreeSpace(folder, 700, 'The packages', diskWith(700))).not.toThrow();
});

test('a full disk is refused with what is needed and what is left', () => {
  const folder = temporaryFolder();
  expect(() => requireFreeSpace(folder, 700, 'The packages', diskWith(699))).toThrow(
    /^The packages need 700 MB and the disk of .* has 699 MB left: free some space/,
  );
});
