import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metropole } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-evaluate-energy-'));
const workspace = join(folder, 'grid');
const start = Date.UTC(2024, 0, 1);

/** Two feeders by the half hour whose loads rise steadily: yesterday is wrong by exactly 24; and the weather, which is no feeder. */
const csv = [
  'time,temperature,north,south',
  ...Array.from({ length: 150 * 48 }, (_, step) => {
    const at = new Date(start + step * 1_800_000).toISOString();
    return [at, 20, 500 + step / 2, 900 + step / 2].join(',');
  }),
].join('\n');

beforeAll(async () => {
  const file = join(folder, 'loads.csv');
  writeFileSync(file, csv);
  const what = ['--format', 'readings-wide', '--metric', 'load', '--unit', 'kW', '--zone', 'UTC'];
  const { status, err } = await metropole(
    workspace,
    ...['import', file, ...what, '--place-columns', 'north,south', '--no-prepare'],
  );
  expect(err, err).not.toContain('rror');
  expect(status).toBe(0);
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const evaluate = (...parameters: string[]) =>
  metropole(workspace, 'evaluate', 'energy', '--models', 'yesterday', 'energy.last-week', ...parameters);

test('finer loads are judged by the hour, each feeder and the sum, and the look is kept', async () => {
  const { status, out } = await evaluate('--final', '--json');
  expect(status).toBe(0);
  const table: unknown = JSON.parse(out);
  expect(table).toMatchObject({
    split: 'test',
    unit: 'kW',
    places: ['north', 'south'],
    bars: [],
    rows: [
      { model: 'energy.yesterday', targets: [{ days: 60, meanAbsoluteErrorOfMean: 24 }, {}, {}] },
      { model: 'energy.last-week', targets: [{}, {}, { meanAbsoluteErrorOfMean: 336 }] },
      { model: 'energy.blend' },
    ],
  });
  const looks = readFileSync(join(workspace, 'models', 'test-looks.jsonl'), 'utf8')
    .trim()
    .split('\n');
  expect(looks).toHaveLength(1);
  expect(looks[0]).toContain('energy.yesterday');
}, 120_000);

test('people read a line for each model, and the validation part is no look', async () => {
  const { status, out } = await evaluate();
  expect(status).toBe(0);
  expect(out).toContain('north');
  expect(out).toMatch(/Same time yesterday, fitted every 30 days.* \/ 24 \/ 24 \//);
  const looks = readFileSync(join(workspace, 'models', 'test-looks.jsonl'), 'utf8')
    .trim()
    .split('\n');
  expect(looks).toHaveLength(1);
}, 120_000);

test('a forecaster that does not exist is refused by name', async () => {
  const { status, err } = await metropole(workspace, 'evaluate', 'energy', '--models', 'crystal-ball');
  expect(status).not.toBe(0);
  expect(err).toContain('crystal-ball');
}, 120_000);
