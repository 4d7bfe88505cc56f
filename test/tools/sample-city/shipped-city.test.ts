import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { damagedFiles } from '../../../tools/build/sample-city.mjs';
import { repositoryRoot } from '../../../tools/paths.mjs';
import type { Manifest } from '../../../tools/sample-city/files/manifest.ts';
import { shippedScenario } from '../../../tools/sample-city/scenario.ts';

test('the city that is shipped is whole, small enough, and the one that its scenario says', () => {
  const folder = join(repositoryRoot, 'assets', 'sample-city');
  expect(damagedFiles(folder)).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  expect(manifest.scenario).toEqual({ ...shippedScenario, without: [] });
  const bytes = manifest.files
    .filter(({ file }) => file.endsWith('.parquet'))
    .reduce((sum, file) => sum + file.bytes, 0);
  expect(bytes).toBeLessThan(15e6);
  expect(manifest.oracle?.map(({ minutes }) => minutes)).toEqual([15, 30, 45, 60]);
});
