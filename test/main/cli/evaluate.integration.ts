import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metropole, type Outcome } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-evaluate-'));
const workspace = join(folder, 'city');
const steps = 1000;
const rise = 0.01;
const start = Date.UTC(2024, 2, 4);

/** Five places whose speeds rise steadily: the last value is wrong by exactly one rise per step ahead. */
const csv = [
  'time,a,b,c,d,e',
  ...Array.from({ length: steps }, (_, step) => {
    const at = new Date(start + step * 300_000).toISOString();
    return [at, ...[40, 45, 50, 55, 60].map((first) => (first + step * rise).toFixed(2))].join(',');
  }),
].join('\n');

interface Table {
  readonly split: string;
  readonly dataHash: string;
  readonly places: number;
  readonly timeSteps: number;
  readonly bars: readonly unknown[];
  readonly faults: readonly {
    readonly model: string;
    readonly fault: string;
    readonly share: number;
    readonly horizons: readonly {
      readonly minutes: number;
      readonly notFinite: number;
      readonly faulty: { readonly meanAbsoluteErrorOfMedian: number | null };
    }[];
  }[];
  readonly rows: readonly {
    readonly model: string;
    readonly isBenchmark: boolean;
    readonly horizons: readonly {
      readonly minutes: number;
      readonly windows: number;
      readonly meanAbsoluteError: number;
      readonly rootMeanSquaredError: number;
      readonly coverage: number;
      readonly width: number;
      readonly breakdowns: unknown;
    }[];
  }[];
}

const evaluate = (...parameters: string[]): Promise<Outcome> =>
  metropole(workspace, 'evaluate', ...parameters, '--models', 'traffic.persistence', 'traffic.usual');
const looks = (): string[] =>
  readFileSync(join(workspace, 'models', 'test-looks.jsonl'), 'utf8')
    .trim()
    .split('\n');

beforeAll(async () => {
  const file = join(folder, 'speed.csv');
  writeFileSync(file, csv);
  const imported = await metropole(
    workspace,
    ...['import', file, '--no-prepare', '--metric', 'speed', '--unit', 'mph', '--zone', 'UTC'],
  );
  expect(imported).toMatchObject({ status: 0 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the test part is the last fifth, judged over all steps up to each horizon', async () => {
  const { status, out } = await evaluate('--final', '--json');
  expect(status).toBe(0);
  const { rows, ...about } = JSON.parse(out) as Table;
  expect(about).toMatchObject({
    split: 'test',
    unit: 'mph',
    places: 5,
    timeSteps: steps,
    dataHash: createHash('sha256').update(csv).digest('hex'),
  });
  expect(rows.map(({ model, isBenchmark }) => [model, isBenchmark])).toEqual([
    ['traffic.persistence', true],
    ['traffic.usual', true],
  ]);
  for (const [index, ahead] of [3, 6, 9, 12].entries()) {
    const cell = rows[0]?.horizons[index];
    expect(cell).toMatchObject({ minutes: ahead * 5, windows: steps / 5 - 12 - ahead });
    expect(cell?.meanAbsoluteError).toBeCloseTo((rise * (ahead + 1)) / 2, 4);
    const meanSquare = ((ahead + 1) * (2 * ahead + 1)) / 6;
    expect(cell?.rootMeanSquaredError).toBeCloseTo(rise * Math.sqrt(meanSquare), 4);
  }
  expect(rows[1]?.horizons[0]?.meanAbsoluteError).toBeGreaterThan(1);
});

test('every look at the test part is kept, and one at the validation part is none', async () => {
  const before = looks().length;
  const { status, out } = await evaluate('--json');
  expect(status).toBe(0);
  expect((JSON.parse(out) as Table).split).toBe('validation');
  expect(looks()).toHaveLength(before);
  await evaluate('--final');
  expect(looks()).toHaveLength(before + 1);
  expect(JSON.parse(looks().at(-1) ?? '')).toMatchObject({ unit: 'mph', rows: expect.any(Array) as unknown });
});

test('people read a table for each kind of figure, in their language; none that compares where no network was judged', async () => {
  const { status, out } = await evaluate('--final', '--language', 'zh-CN');
  expect(status).toBe(0);
  const lines = out.split('\n');
  expect(lines[0]).toMatch(/[\u4e00-\u9fff]/);
  const horizons = lines.filter((line) => /15 min +30 min +45 min +60 min/.test(line));
  expect(horizons).toHaveLength(5);
  expect(out).toMatch(/0\.020 +0\.035 +0\.050 +0\.065/);
});

test('intervals come with their width, and where nothing breaks down there is nothing to see', async () => {
  const { rows, bars } = JSON.parse((await evaluate('--json')).out) as Table;
  const [cell] = rows[0]?.horizons ?? [];
  expect(cell?.width).toBeGreaterThan(0);
  expect(cell?.breakdowns).toEqual({
    recall: null,
    precision: null,
    falseAlarmsPerDay: 0,
    leadMinutes: null,
    situations: 0,
  });
  expect(bars).toEqual([]);
});

test('with --masked, models are judged where places are silent, stuck or new, and by nothing else', async () => {
  const { rows, faults } = JSON.parse((await evaluate('--masked', '--json')).out) as Table;
  expect(rows).toEqual([]);
  expect(faults.map(({ model, fault, share }) => `${model} ${fault} ${share}`)).toEqual(
    ['traffic.persistence', 'traffic.usual'].flatMap((model) =>
      ['silent 0', 'silent 0.2', 'silent 0.4', 'silent 0.6', 'stuck 0.2', 'new 0.2'].map(
        (each) => `${model} ${each}`,
      ),
    ),
  );
  const [none, some] = faults[0] && faults[1] ? [faults[0].horizons[0], faults[1].horizons[0]] : [];
  expect(none).toMatchObject({ minutes: 15, notFinite: 0, faulty: { coverage: null } });
  expect(some?.faulty.meanAbsoluteErrorOfMedian).toBeGreaterThan(1);
  const { out } = await evaluate('--masked', '--language', 'zh-CN');
  expect(out).toMatch(/20 % 的地点数值不变 +[\d.]+ \/ /);
});

test('a forecaster that does not exist is refused by name, with those that do, and is no look at the test', async () => {
  const before = looks().length;
  const { status, out, err } = await metropole(
    workspace,
    ...['evaluate', '--final', '--models', 'persistence', 'oracle'],
  );
  expect({ status, out }).toEqual({ status: 5, out: '' });
  expect(err).toMatch(/“oracle”.*persistence.*ridge-shared/);
  expect(looks()).toHaveLength(before);
});

test('a topic without models is a wrong command line, and too short a time is no data', async () => {
  expect((await metropole(workspace, 'evaluate', 'weather')).status).toBe(2);
  const short = join(folder, 'short.csv');
  const brief = join(folder, 'brief');
  writeFileSync(short, csv.split('\n').slice(0, 30).join('\n'));
  const mapping = ['--metric', 'speed', '--unit', 'mph', '--zone', 'UTC'];
  expect((await metropole(brief, 'import', short, '--no-prepare', ...mapping)).status).toBe(0);
  expect(await metropole(brief, 'evaluate', '--models', 'persistence')).toMatchObject({ status: 5 });
});
