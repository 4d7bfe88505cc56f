import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePracticeCity } from '../../../main/practice/practice-city.ts';
import { metropole, type Outcome } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-cli-'));
const workspace = join(folder, 'city');

const command = (...parameters: string[]): Promise<Outcome> => metropole(workspace, ...parameters);

beforeAll(async () => {
  const files = await writePracticeCity(folder, Date.UTC(2026, 4, 8, 20));
  const [places, links, readings] = files.map(({ path }) => path);
  const imported = await command(
    'import',
    places ?? '',
    readings ?? '',
    '--no-prepare',
    '--metric',
    'speed',
    '--unit',
    'km/h',
  );
  expect(imported).toMatchObject({ status: 0 });
  expect((await command('import', links ?? '', '--link-type', 'road', '--no-prepare')).status).toBe(0);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('sources lists what was imported, as JSON on request', async () => {
  const { status, out } = await command('sources', '--json');
  expect(status).toBe(0);
  const { sources } = JSON.parse(out) as { sources: { fileName: string; rowsKept: number }[] };
  expect(sources.map(({ fileName, rowsKept }) => [fileName, rowsKept])).toEqual([
    ['places.csv', 64],
    ['speed.csv', 2880],
    ['links.csv', 55],
  ]);
});

test('forecast names the best on validation and forecasts every place', async () => {
  const { status, out } = await command('forecast', '--no-networks', '--json');
  expect(status).toBe(0);
  const { run, models } = JSON.parse(out) as {
    run: { places: number; steps: number; model: string };
    models: { id: string; isShown: boolean; validationPinball: number }[];
  };
  expect(run).toMatchObject({ places: 64, steps: 12 });
  const best = models.toSorted((one, other) => one.validationPinball - other.validationPinball)[0];
  expect(models.filter(({ isShown }) => isShown).map(({ id }) => id)).toEqual([best?.id]);
  expect(run.model).toBe(best?.id);
});

test('report writes one page that needs nothing else, and says that a PDF takes a browser', async () => {
  const { status, out, err } = await command(
    'report',
    '--no-networks',
    '--out',
    folder,
    '--report-language',
    'zh-CN',
  );
  expect(status).toBe(0);
  const page = readFileSync(out.trim(), 'utf8');
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
  expect(err).toContain('PDF');
});

test('a refused file is named with the reason and what to do, and nothing of it stays', async () => {
  const file = join(folder, 'empty.csv');
  writeFileSync(file, '');
  const { status, err } = await command('import', file);
  expect(status).toBe(3);
  expect(err).toContain('empty.csv');
  expect((await command('sources', '--json')).out).not.toContain('empty.csv');
});

test('import takes separator, encoding, first line and missing values by name', async () => {
  const file = join(folder, 'export.txt');
  writeFileSync(
    file,
    Buffer.from('K\u00f6ln\t2026-01-01T00:00Z\t50\nK\u00f6ln\t2026-01-01T00:05Z\t-1\n', 'latin1'),
  );
  const columns = ['--place-column', 'column 1', '--time-column', 'column 2', '--value-column', 'column 3'];
  const { status, out } = await metropole(
    join(folder, 'other'),
    ...[
      'import',
      file,
      '--no-prepare',
      '--json',
      '--format',
      'readings-long',
      '--metric',
      'speed',
      '--unit',
      'mph',
    ],
    ...[
      '--separator',
      'tab',
      '--encoding',
      'latin-1',
      '--header',
      'data',
      '--missing-values',
      '-1',
      '--zone',
      'UTC',
    ],
    ...columns,
  );
  expect(status).toBe(0);
  const { imported } = JSON.parse(out) as { imported: { notices: { code: string; count: number }[] }[] };
  const notices = imported[0]?.notices.map(({ code, count }) => `${code} x${String(count)}`);
  expect(notices).toEqual(['value-missing x1', 'place-unknown x1']);
});

test('the exit status tells a wrong command line from a wrong workspace', async () => {
  expect((await command('sources', '--no-such-option')).status).toBe(2);
  expect((await command('no-such-command')).status).toBe(2);
  expect((await command('sources', '--remove', 'x')).status).toBe(2);
  for (const wrong of [
    ['--step-seconds', '300.5'],
    ['--separator', '::'],
    ['--header', 'maybe'],
    ['--encoding', 'ebcdic'],
  ]) {
    expect((await command('import', 'x.csv', ...wrong)).status).toBe(2);
  }
  const missing = (await metropole(join(folder, 'nowhere'), 'sources')).status;
  expect(missing).toBe(4);
});
