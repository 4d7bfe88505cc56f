import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copySampleCity } from '../../../tools/build/sample-city.mjs';
import { temporaryFolder } from '../shims.ts';

const contents = { 'traffic.parquet': 'speeds', 'models/models.json': '[]', 'truth/effects.parquet': 'why' };

function writeCity(folder: string, written: Readonly<Record<string, string>> = contents): void {
  const files = Object.entries(written).map(([file, content]) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), content);
    return { file, sha256: createHash('sha256').update(content).digest('hex') };
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ files }));
}

/** A checkout with a city, an empty build, and what copying says. */
function checkout(): {
  root: string;
  city: string;
  built: string;
  said: string[];
  say: (line: string) => void;
} {
  const root = temporaryFolder();
  const target = temporaryFolder();
  const city = join(root, 'assets', 'sample-city');
  mkdirSync(city, { recursive: true });
  writeCity(city);
  const said: string[] = [];
  return { root, city, built: target, said, say: (line) => void said.push(line) };
}

const never = (): Promise<never> => Promise.reject(new Error('not to be generated'));

test('a whole sample city is copied without what really happened', async () => {
  const { root, built, said, say } = checkout();
  await copySampleCity(root, built, say, never);
  const there = join(built, 'assets', 'sample-city');
  expect(readFileSync(join(there, 'traffic.parquet'), 'utf8')).toBe('speeds');
  expect(existsSync(join(there, 'models', 'models.json'))).toBe(true);
  expect(existsSync(join(there, 'truth'))).toBe(false);
  expect(said).toEqual([]);
});

test('a damaged one is generated again, and that is said', async () => {
  const { root, city, built, said, say } = checkout();
  writeFileSync(join(city, 'traffic.parquet'), 'speed');
  await copySampleCity(root, built, say, (folder) => {
    mkdirSync(folder, { recursive: true });
    writeCity(folder, { 'traffic.parquet': 'speeds again' });
    return Promise.resolve();
  });
  expect(readFileSync(join(built, 'assets', 'sample-city', 'traffic.parquet'), 'utf8')).toBe('speeds again');
  expect(said).toEqual(['The sample city is damaged (traffic.parquet): generating it again']);
});

test('where it cannot be generated either, the build goes on without one, and that is said', async () => {
  const { root, city, built, said, say } = checkout();
  writeFileSync(join(city, 'manifest.json'), '{');
  await copySampleCity(root, built, say, never);
  expect(existsSync(join(built, 'assets', 'sample-city'))).toBe(false);
  expect(said).toHaveLength(2);
  expect(said[1]).toContain('not to be generated');
});
