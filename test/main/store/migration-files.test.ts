import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../tools/paths.mjs';

const folder = join(repositoryRoot, 'main', 'store', 'migrations');
const all = readdirSync(folder)
  .toSorted()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

/** DuckDB cannot replay such a change from its log: a crash before the next checkpoint would leave a workspace that does not open. */
test('no table whose ids come from a sequence gets another column', () => {
  const tables = [...all.matchAll(/CREATE TABLE (\w+) \(([^;]*)\);/g)];
  const numbered = tables.filter(([, , columns]) => columns?.includes('nextval(')).map(([, name]) => name);
  const altered = [...all.matchAll(/ALTER TABLE (\w+)/g)].map(([, name]) => name);
  expect(numbered).toContain('forecast_run');
  expect(altered).toContain('forecast');
  expect(altered.filter((name) => numbered.includes(name))).toEqual([]);
});
