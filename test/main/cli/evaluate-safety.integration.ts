import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { poisson } from '../../models/safety/small-town.ts';
import { metropole } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-evaluate-safety-'));
const workspace = join(folder, 'city');
const days = 120;

/** A small town: one corner is busier than the rest, weekends are busier everywhere. */
function incidents(): string {
  const random = new SeededRandom(1);
  const rows = ['key,kind,happened,latitude,longitude,source'];
  for (let day = 0; day < days; day++) {
    for (let cell = 0; cell < 9; cell++) {
      const mean = (cell === 0 ? 2 : 0.3) * (day % 7 >= 5 ? 2 : 1);
      for (let left = poisson(random, mean); left > 0; left--) {
        const at = new Date(Date.UTC(2024, 0, 1 + day, random.below(24))).toISOString();
        const latitude = 44 + 0.01 * (cell % 3) + 0.002 * random.next();
        const longitude = 9 + 0.014 * Math.floor(cell / 3) + 0.002 * random.next();
        const position = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
        const kind = random.next() < 0.5 ? 'fire' : 'medical';
        rows.push(`i${rows.length},${kind},${at},${position},public`);
      }
    }
    const at = new Date(Date.UTC(2024, 0, 1 + day, 12)).toISOString();
    rows.push(
      `h${day},medical,${at},44.015,9.015,public`,
      `d${day},disorder,${at},44,9,public`,
      `o${day},fire,${at},44,9,officers`,
      `s${day},fire,${at},44,9,sensor`,
    );
  }
  return rows.join('\n');
}

interface Evaluation {
  readonly split: string;
  readonly zone: string;
  readonly incidents: number;
  readonly facilities: readonly {
    readonly latitude: number;
    readonly longitude: number;
    readonly count: number;
  }[];
  readonly leftOut: Readonly<Record<string, number>>;
  readonly tables: readonly {
    readonly grid: string;
    readonly hours: number;
    readonly judgedDays: number;
    readonly rows: readonly {
      readonly method: string;
      readonly categories: readonly { readonly category: string }[];
    }[];
  }[];
}

beforeAll(async () => {
  const file = join(folder, 'incidents.csv');
  writeFileSync(file, incidents());
  const columns = ['--time-column', 'happened', '--reporter-column', 'source', '--zone', 'UTC'];
  const imported = await metropole(
    workspace,
    ...[
      'import',
      file,
      '--no-prepare',
      '--format',
      'incidents',
      '--kind-column',
      'kind',
      '--key-column',
      'key',
    ],
    ...['--latitude-column', 'latitude', '--longitude-column', 'longitude', ...columns],
  );
  expect(imported).toMatchObject({ status: 0 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('incidents are judged by day and shift, on hexagons and squares, without what is not learned from', async () => {
  const { status, out } = await metropole(workspace, 'evaluate', 'safety', '--json');
  expect(status).toBe(0);
  const { tables, ...about } = JSON.parse(out) as Evaluation;
  expect(about).toMatchObject({
    split: 'validation',
    zone: 'UTC',
    leftOut: { discretionary: days, foundByOfficers: days, sensor: days, withoutPosition: 0 },
  });
  expect(tables.map(({ grid, hours, judgedDays }) => `${grid} ${hours} ${judgedDays}`)).toEqual([
    'h3 24 24',
    'h3 6 24',
    'squares 24 24',
    'h3 24 24',
  ]);
  expect(tables[0]?.rows.map(({ method }) => method)).toEqual([
    'mean',
    'mean-by-week',
    'exponential-mean',
    'kernel-density',
    'etas',
    'regression',
  ]);
  expect(tables[3]?.rows[0]?.categories.map(({ category }) => category)).toEqual(['fire', 'medical']);
});

test('a coordinate with far more incidents than any other is told of, and is left out where that was asked', async () => {
  const read = async (...more: string[]): Promise<Evaluation> =>
    JSON.parse((await metropole(workspace, 'evaluate', 'safety', '--json', ...more)).out) as Evaluation;
  const hospital = [{ latitude: 44.015, longitude: 9.015, count: days }];
  const all = await read();
  const some = await read('--without-facilities');
  expect(all.facilities).toEqual(hospital);
  expect(some.facilities).toEqual(hospital);
  expect(some.incidents).toBe(all.incidents - days);
});

test('a look at the test part is kept, and people are told which goals are met and what is shown', async () => {
  const looks = join(workspace, 'models', 'test-looks.jsonl');
  expect(existsSync(looks)).toBe(false);
  const { status, out } = await metropole(workspace, 'evaluate', 'safety', '--final');
  expect(status).toBe(0);
  expect(out).toMatch(/Test part/);
  expect(out).toMatch(/Slope 0.95 to 1.05: (met|missed)/);
  expect(out).toMatch(/Gain in hits at 5 % over the mean/);
  expect(readFileSync(looks, 'utf8').trim().split('\n')).toHaveLength(1);
});
