import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { damagedFiles } from '../../../tools/build/sample-city.mjs';
import type { Manifest } from '../../../tools/sample-city/files/manifest.ts';
import { generateCity } from '../../../tools/sample-city/generate.ts';
import { scenarioOf } from '../../../tools/sample-city/scenario.ts';
import { bench } from '../../main/ingest/importing.ts';
import { temporaryFolder } from '../shims.ts';

const small = { sensors: '40', days: '1', hourlyDays: '3' };
const quietly = (): void => undefined;

function generated(folder: string, truth = false, seed = '7'): Promise<Manifest> {
  return generateCity(scenarioOf({ ...small, seed }), { folder, csv: false, truth, say: quietly });
}

test('one seed gives one content, another seed another, and every file is as the manifest says', async () => {
  const folder = join(temporaryFolder(), 'city');
  const first = await generated(folder, true);
  expect(damagedFiles(folder)).toEqual([]);
  const again = await generated(folder, true);
  expect(again.content).toBe(first.content);
  expect(again.files).toEqual(first.files);
  expect((await generated(folder, true, '8')).content).not.toBe(first.content);
});

test('what it writes is imported with no error, and the detectors have their readings', async () => {
  const folder = join(temporaryFolder(), 'city');
  const { imports, scenario } = await generated(folder);
  const { store, load } = await bench();
  for (const { file, mapping } of imports) {
    const { notices } = await load(join(folder, file), mapping);
    expect(notices.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
  const { rows, vertices, columns } = await store.places.list();
  expect(rows).toBeGreaterThanOrEqual(36);
  expect(vertices.rows).toBeGreaterThanOrEqual(2 * rows);
  expect(columns.completeness.filter((share) => share > 0.5).length).toBeGreaterThan(rows * 0.8);
  expect((await store.series.metrics()).toSorted()).toEqual(['load', 'speed']);
  expect(await store.surroundings.kinds()).toEqual({
    weather: true,
    incidents: true,
    events: true,
    holidays: true,
  });
  const known = await store.surroundings.incidents({ from: 0, to: scenario.until, asOf: null });
  expect(known.some(({ kind, endsAt }) => kind === 'collision' && endsAt !== null)).toBe(true);
  expect(known.every(({ startsAt, receivedAt }) => receivedAt >= startsAt)).toBe(true);
});

test('a folder with other files in it is left alone', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'photos'));
  writeFileSync(join(folder, 'photos', 'harbour.png'), '');
  await expect(generated(folder)).rejects.toThrow('holds other files');
  expect(readFileSync(join(folder, 'photos', 'harbour.png'), 'utf8')).toBe('');
});
