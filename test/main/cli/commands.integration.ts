import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backendIds } from '../../../main/common/backends.ts';
import { computeReportSchema, type ComputeReport } from '../../../main/common/contract/backend-records.ts';
import { builtFolder } from '../../../tools/paths.mjs';
import { cityEnd, cityPlaces, cityStart, hour, writeReadings } from '../engine/quarter-hour-city.ts';
import { metropole, type Outcome } from './metropole.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-commands-'));
const workspace = join(folder, 'city');
const readings = writeReadings(folder, 'speed.csv', cityStart, cityEnd);
const said = ['--metric', 'speed', '--unit', 'km/h', '--zone', 'Europe/Lisbon'];
const command = (...parameters: string[]): Promise<Outcome> => metropole(workspace, ...parameters);
const fileNames = async (): Promise<string[]> => {
  const { sources } = JSON.parse((await command('sources', '--json')).out) as {
    sources: { fileName: string }[];
  };
  return sources.map(({ fileName }) => fileName);
};

beforeAll(async () => {
  expect(await command('import', readings, ...said, '--no-networks')).toMatchObject({ status: 0 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('import', () => {
  test('asks for what a file does not say, and imports nothing of it', async () => {
    const silent = writeReadings(folder, 'silent.csv', cityStart, cityStart + hour);
    const { status, err } = await command('import', silent);
    expect(status).toBe(3);
    expect(err).toMatch(/silent\.csv.*zone/s);
    expect(await fileNames()).toEqual(['speed.csv']);
  });

  test('takes the order of a matrix from a file that was imported, by its name', async () => {
    const matrix = join(folder, 'matrix.csv');
    writeFileSync(matrix, '0,1,0,0\n1,0,1,0\n0,1,0,1\n0,0,1,0\n');
    const about = ['--format', 'links-adjacency', '--link-type', 'adjacency', '--no-prepare'];
    const unknown = await command('import', matrix, ...about, '--order-from', 'nowhere.csv');
    expect(unknown.status).toBe(5);
    expect(unknown.err).toContain('nowhere.csv');
    expect(await command('import', matrix, ...about, '--order-from', 'speed.csv')).toMatchObject({
      status: 0,
    });
    expect(await fileNames()).toEqual(['speed.csv', 'matrix.csv']);
  });
});

describe('explain', () => {
  test('says what, why, how sure and how it was before, in words whose parts add up', async () => {
    const { status, out } = await command('explain', cityPlaces[0]);
    expect(status).toBe(0);
    const plain = out.replace(/[\u202f\u00a0]/gu, ' ').replaceAll('\u2212', '-');
    expect(plain).toMatch(/^a \(a\), .*, seen from 2024-01-25T09:00Z/mu);
    expect(plain).toMatch(/km\/h/u);
    expect(plain).toMatch(/moments most like it|Too few moments/u);
    expect(plain).toMatch(/\d+ of \d+ inputs missing/u);
    const rows = plain.split('\n');
    const parts = rows
      .slice(rows.findIndex((row) => /^part +adds/u.test(row)) + 1)
      .flatMap((row) => / {2,}([+-]?\d+(?:\.\d+)?)(?: {2}|$)/u.exec(row)?.[1] ?? []);
    const numbers = parts.map(Number);
    const shown = numbers.at(-1) ?? NaN;
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBeCloseTo(shown, 6);
  });

  test('of a place that is not there is refused', async () => {
    expect((await command('explain', 'nowhere')).status).not.toBe(0);
  });
});

describe('sources', () => {
  test('takes one out exactly, and says so of one that is not there', async () => {
    const { out } = await command('sources', '--json');
    const { sources } = JSON.parse(out) as { sources: { id: number; fileName: string }[] };
    const matrix = sources.find(({ fileName }) => fileName === 'matrix.csv');
    expect((await command('sources', '--remove', String(matrix?.id))).status).toBe(0);
    expect(await fileNames()).toEqual(['speed.csv']);
    const gone = await command('sources', '--remove', '4711');
    expect(gone.status).toBe(5);
    expect(gone.err).toContain('4711');
    expect(await fileNames()).toEqual(['speed.csv']);
  });
});

describe('forecast', () => {
  test('from a cut-off uses that one, whatever the zone it is written in', async () => {
    const asOf = cityEnd - 5 * hour;
    const local = `${new Date(asOf + 2 * hour).toISOString().slice(0, 16)}+02:00`;
    const { status, out } = await command('forecast', '--no-networks', '--as-of', local, '--json');
    expect(status).toBe(0);
    const { run } = JSON.parse(out) as { run: { asOf: number; kind: string; places: number } };
    expect(run).toMatchObject({ asOf, kind: 'hindcast', places: cityPlaces.length });
  });

  test('from a time without a zone, or none at all, is a wrong command line', async () => {
    for (const time of ['2024-01-20T10:00', 'yesterday'])
      expect((await command('forecast', '--as-of', time)).status).toBe(2);
  });

  test('from before the first reading has no data, said as JSON to programs and in words to people', async () => {
    const { status, out, err } = await command(
      ...['forecast', '--no-networks', '--as-of', '2001-01-01T00:00Z', '--json', '--language', 'zh-CN'],
    );
    expect(status).toBe(5);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'forecast-no-data' } });
    expect(err).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('report', () => {
  test('of a PDF alone is not available without a browser, and leaves no file', async () => {
    const to = join(folder, 'reports');
    const { status } = await command('report', '--no-networks', '--format', 'pdf', '--out', to);
    expect(status).toBe(5);
    expect(readdirSync(to)).toEqual([]);
  });

  test('is named by the cut-off that it was asked for', async () => {
    const to = join(folder, 'as-of');
    const asOf = new Date(cityEnd - 3 * hour).toISOString();
    const parameters = ['--format', 'html', '--out', to, '--as-of', asOf];
    const { status } = await command('report', '--no-networks', ...parameters);
    expect(status).toBe(0);
    expect(readdirSync(to)).toEqual(['city-traffic-2024-01-25-0600Z-plus-60-min.html']);
  });
});

describe('compute', () => {
  test('looks for every backend: each was measured or says why not, and a measured one computes', async () => {
    const began = Date.now();
    const { status, out } = await command('compute', '--json');
    expect(status).toBe(0);
    const { rows, chosen, forced, measuredAt } = computeReportSchema.parse(JSON.parse(out));
    expect(rows.map(({ detection }) => detection.backend).toSorted()).toEqual(backendIds.toSorted());
    for (const { detection, measurement, fault } of rows) {
      const { backend, refusal } = detection;
      if (refusal !== null) {
        expect(refusal).toMatchObject({ code: 'backend-unavailable', parameters: { backend } });
        expect([measurement, fault]).toEqual([null, null]);
      } else if (fault === null) {
        expect(measurement).toMatchObject({ backend, parity: { passes: true } });
        expect(measurement?.gigaflops).toBeGreaterThan(0);
        expect(measurement?.latencies.length).toBeGreaterThan(0);
      }
    }
    const refusals = Object.fromEntries(rows.map(({ detection }) => [detection.backend, detection.refusal]));
    expect(refusals).toMatchObject({ wasm: null, cpu: null });
    for (const backend of ['webgpu', 'webgl'])
      expect(refusals[backend]?.parameters).toEqual({ backend, reason: 'windowless' });
    expect(rows.find(({ detection }) => detection.backend === chosen)?.measurement).toBeTruthy();
    expect(forced).toBeNull();
    expect(measuredAt).toBeGreaterThanOrEqual(began);
  });

  test('computes on the backend that somebody insists on until they leave it to the console', async () => {
    const using = async (backend: string): Promise<ComputeReport> =>
      computeReportSchema.parse(JSON.parse((await command('compute', '--json', '--use', backend)).out));
    expect(await using('cpu')).toMatchObject({ chosen: 'cpu', forced: 'cpu' });
    const left = await using('auto');
    expect(left.forced).toBeNull();
    expect(['tensorflow', 'wasm']).toContain(left.chosen);
    expect((await command('compute', '--use', 'abacus')).status).toBe(2);
  });
});

test('only import and report make a workspace where there is none', async () => {
  for (const name of ['forecast', 'evaluate', 'sources']) {
    const nowhere = join(folder, `no-${name}`);
    expect((await metropole(nowhere, name)).status).toBe(4);
    expect(existsSync(nowhere)).toBe(false);
  }
});

test('Ctrl-C stops the work, says so and leaves the workspace to the next command', async () => {
  const child = spawn(
    process.execPath,
    [join(builtFolder, 'main', 'cli.cjs'), 'evaluate', '--workspace', workspace],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    // Once: a second one ends the process there and then.
    if (!err.includes('Evaluating') && (err + text).includes('Evaluating')) child.kill('SIGINT');
    err += text;
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  expect(status).toBe(130);
  expect(err).toContain('Cancelled');
  expect(await fileNames()).toEqual(['speed.csv']);
});
