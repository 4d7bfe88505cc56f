import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { inheritOwner, keepOwner } from '../../../main/engine/owner.ts';

const someone = 12_345;
const folder = mkdtempSync(join(tmpdir(), 'metropole-owner-'));

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(process.getuid?.() === 0)('an administrator on somebody else’s workspace', () => {
  test('leaves every file to the owner of the folder', () => {
    mkdirSync(join(folder, 'models'), { recursive: true });
    chownSync(folder, someone, someone);
    writeFileSync(join(folder, 'models', 'a.model'), '');
    keepOwner(folder);
    expect(statSync(join(folder, 'models', 'a.model'))).toMatchObject({ uid: someone, gid: someone });
  });

  test('makes a new workspace in the name of the owner of the folder it is made in', () => {
    mkdirSync(join(folder, 'city'), { recursive: true });
    chownSync(folder, someone, someone);
    inheritOwner(join(folder, 'city'));
    expect(statSync(join(folder, 'city')).uid).toBe(someone);
  });
});
