import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireIntegrity } from '../../tools/setup/archive.mjs';
import { temporaryFolder } from './shims.ts';

test('an archive with one changed byte is refused', async () => {
  const file = join(temporaryFolder(), 'runtime.tgz');
  writeFileSync(file, 'the pinned bytes');
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  await expect(requireIntegrity(file, integrity)).resolves.toBeUndefined();
  writeFileSync(file, 'the pinned bytez');
  await expect(requireIntegrity(file, integrity)).rejects.toThrow(
    /^runtime.tgz is not the file that was pinned/,
  );
});
