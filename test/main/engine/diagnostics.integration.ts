import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readMigrations } from '../../../main/store/migrations.ts';
import { migrations } from '../store/migrations.ts';
import { startEngine } from './running-engine.ts';

test('diagnostics hold logs, versions and counts, and nothing of the city', async () => {
  const running = await startEngine();
  try {
    const path = join(running.folder, 'diagnostics.zip');
    await running.client.call('system.diagnostics', { path });
    const files = unzipSync(new Uint8Array(readFileSync(path)));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['facts.json', 'logs/engine.log']));
    const facts = strFromU8(files['facts.json'] ?? new Uint8Array());
    expect(JSON.parse(facts)).toMatchObject({
      version: '0.0.0',
      schemaVersion: readMigrations(migrations).length,
      node: process.version,
    });
    const everything = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n');
    for (const word of ['North Road', 'RING01', 'speed.csv', running.folder])
      expect(everything).not.toContain(word);
  } finally {
    await running.close();
  }
});

test('diagnostics write over an earlier zip, and over nothing else', async () => {
  const running = await startEngine({ practice: false });
  try {
    const zip = join(running.folder, 'again.zip');
    await running.client.call('system.diagnostics', { path: zip });
    expect((await running.client.call('system.diagnostics', { path: zip })).bytes).toBeGreaterThan(100);
    const thesis = join(running.folder, 'thesis.txt');
    writeFileSync(thesis, 'mine');
    await expect(running.client.call('system.diagnostics', { path: thesis })).rejects.toMatchObject({
      code: 'file-kind-mismatch',
    });
    expect(readFileSync(thesis, 'utf8')).toBe('mine');
  } finally {
    await running.close();
  }
});
