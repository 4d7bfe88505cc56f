import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { metropole } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-safety-cli-'));
const workspace = join(folder, 'city');

/** Forty days of fires and thefts in two cells. */
function incidents(): string {
  const random = new SeededRandom(1);
  const rows = Array.from({ length: 400 }, (_, index) => {
    const at = new Date(Date.UTC(2024, 0, 1) + Math.floor(random.next() * 40 * 1440) * 60_000).toISOString();
    const latitude = index % 3 === 0 ? 44.03 : 44;
    return `i${index},${index % 4 === 0 ? 'theft' : 'fire'},${at},${latitude},9,public`;
  });
  return ['key,kind,happened,latitude,longitude,source', ...rows].join('\n');
}

const safety = async (...words: string[]) => await metropole(workspace, 'safety', ...words);
const until = new Date(Date.now() + 30 * 86_400_000).toISOString();

beforeAll(async () => {
  const file = join(folder, 'incidents.csv');
  writeFileSync(file, incidents());
  const imported = await metropole(
    workspace,
    ...['import', file, '--no-prepare', '--format', 'incidents', '--zone', 'UTC', '--key-column', 'key'],
    ...['--kind-column', 'kind', '--time-column', 'happened', '--reporter-column', 'source'],
    ...['--latitude-column', 'latitude', '--longitude-column', 'longitude'],
  );
  expect(imported).toMatchObject({ status: 0 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('cells are listed with how likely and by which method, and one is told in its parts', async () => {
  const map = await safety('map', '--hours', '24');
  expect(map.status).toBe(0);
  expect(map.out).toMatch(/Fires: mean of the cell/u);
  const [, cell = ''] = /^(88[0-9a-f]{13})\s/mu.exec(map.out) ?? [];
  const one = await safety('cell', cell, '--hours', '24', '--json');
  expect(JSON.parse(one.out)).toMatchObject({ cell, state: 'shown', parts: [{ category: 'fire' }] });
  expect((await safety('cell', '8818ccc743fffff')).status).toBe(5);
  expect((await safety('equity')).out).toMatch(/observed \/ expected/u);
});

test('a category that nobody answers for is refused, and comes with a purpose', async () => {
  expect((await safety('map', '--categories', 'theft')).status).toBe(5);
  const late = ['--until', '2020-01-01T00:00Z', '--categories', 'theft'];
  const about = ['--name', 'A. Supervisor', '--purpose', 'lighting', '--legal-basis', 'by-law 7'];
  expect((await safety('purpose', ...about, ...late)).status).toBe(3);
  const recorded = await safety('purpose', ...about, '--until', until, '--categories', 'theft');
  expect(recorded.out).toMatch(/1 {2}A\. Supervisor: lighting \(by-law 7\); Thefts/u);
  expect((await safety('map', '--categories', 'theft')).out).toMatch(/Thefts: mean of the cell/u);
  expect((await safety('withdraw', '1', '--reason', 'over')).out).toMatch(/withdrawn by/u);
  expect((await safety('map', '--categories', 'theft')).status).toBe(5);
});

test('everything stops and goes on with a reason, from one process to the next', async () => {
  expect((await safety('stop', '--reason', 'complaint')).out).toMatch(/stopped since .*: complaint/u);
  expect((await safety('map')).out).toMatch(/All forecasts of safety are stopped/u);
  expect((await safety('resume', '--reason', 'answered')).out).toMatch(/not stopped/u);
  expect((await safety('map')).out).toMatch(/Fires/u);
  expect((await safety('seen')).out.split('\n').length).toBeGreaterThan(3);
});
