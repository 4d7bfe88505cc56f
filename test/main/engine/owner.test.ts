import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { giveNew, keepOwner, ownerOfNew } from '../../../main/engine/owner.ts';

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

  test('makes a new workspace, and the folders above it, in the name of the owner of the nearest one that was there', () => {
    mkdirSync(folder, { recursive: true });
    chownSync(folder, someone, someone);
    const city = join(folder, 'new', 'city');
    const owner = ownerOfNew(city);
    mkdirSync(city, { recursive: true });
    if (owner !== null) giveNew(owner);
    expect(statSync(city).uid).toBe(someone);
    expect(statSync(join(folder, 'new')).uid).toBe(someone);
  });

  test('follows no link', () => {
    mkdirSync(folder, { recursive: true });
    const elsewhere = mkdtempSync(join(tmpdir(), 'metropole-elsewhere-'));
    writeFileSync(join(elsewhere, 'secret'), '');
    symlinkSync(join(elsewhere, 'secret'), join(folder, 'link'));
    chownSync(folder, someone, someone);
    keepOwner(folder);
    expect(statSync(join(elsewhere, 'secret')).uid).toBe(0);
    rmSync(elsewhere, { recursive: true });
  });
});
