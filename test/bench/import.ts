import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { Importer } from '../../main/ingest/importer.ts';
import { defaultLimits } from '../../main/store/database.ts';
import { WorkspaceStore } from '../../main/store/workspace-store.ts';

/**
 * A long CSV with 10 million rows (or METROPOLE_BENCH_ROWS): our import against DuckDB alone reading the same file into one
 * typed table, each in a process of its own, in turn. Goals: at most twice the time, less than 2 GiB resident.
 */
const rows = Number(process.env['METROPOLE_BENCH_ROWS'] ?? 10_000_000);
const places = 1000;
const rounds = 3;
const root = join(import.meta.dirname, '../..');

/** How a child reports. */
interface Measured {
  readonly seconds: number;
  /** Of all threads together: what counts on a machine that others use too. */
  readonly processorSeconds: number;
  readonly peakMebibytes: number;
}

async function generate(path: string): Promise<void> {
  const file = createWriteStream(path);
  file.write('sensor_id,time,speed\n');
  const start = Date.UTC(2024, 0, 1);
  for (let step = 0; step < rows / places; step++) {
    const time = new Date(start + step * 300_000).toISOString().slice(0, 19).replace('T', ' ');
    const lines = Array.from(
      { length: places },
      (_, place) => `S${10_000 + place},${time},${(40 + ((step * 31 + place * 17) % 300) / 10).toFixed(1)}\n`,
    );
    if (!file.write(lines.join(''))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** Reads the file with DuckDB alone. */
async function alone(path: string, folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(folder, 'alone.duckdb'), {
    memory_limit: defaultLimits.memory,
    threads: String(defaultLimits.threads),
  });
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE reading AS SELECT * FROM read_csv('${path}', auto_detect = false, header = true, delim = ',', quote = '"',
       escape = '"', columns = {'sensor_id': 'VARCHAR', 'time': 'TIMESTAMP', 'speed': 'DOUBLE'})`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** Reads the file through the ordinary import. */
async function ours(path: string, folder: string): Promise<void> {
  const store = await WorkspaceStore.create(
    join(folder, 'city'),
    { name: 'Bench', isPractice: false },
    { migrations: join(root, 'main/store/migrations') },
  );
  const importer = new Importer(store);
  const { mapping } = await importer.preview(path, { unit: 'mph', zone: 'Europe/Berlin' });
  const { sourceId } = await importer.importFile(path, mapping, { actor: 'bench' });
  const { rowsKept } = await store.sources.get(sourceId);
  const found = (await store.sources.notices(sourceId)).map(({ code }) => code);
  if (found.join() !== 'place-unknown') throw new Error(`unexpected notices: ${found.join()}`);
  await store.close();
  if (rowsKept !== rows) throw new Error(`kept ${rowsKept} of ${rows} rows`);
}

function measure(role: string, path: string): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'metropole-bench-'));
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('./run.mjs', import.meta.url)), 'import'],
    {
      env: {
        ...process.env,
        METROPOLE_BENCH_ROLE: role,
        METROPOLE_BENCH_FILE: path,
        METROPOLE_BENCH_FOLDER: folder,
      },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  rmSync(folder, { recursive: true, force: true });
  const [, seconds, processor, peak] = /MEASURED (\S+) (\S+) (\S+)/.exec(child.stdout) ?? [];
  if (seconds === undefined || processor === undefined || peak === undefined)
    throw new Error(`${role} failed: ${child.stdout}`);
  return { seconds: Number(seconds), processorSeconds: Number(processor), peakMebibytes: Number(peak) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'metropole-bench-'));
  const path = join(folder, 'readings.csv');
  await generate(path);
  console.log(
    `${rows.toLocaleString('en')} rows, ${Math.round(statSync(path).size / 2 ** 20)} MiB, ${rounds} rounds`,
  );
  const results = { alone: [] as Measured[], ours: [] as Measured[] };
  for (let round = 0; round < rounds; round++) {
    results.alone.push(measure('alone', path));
    results.ours.push(measure('ours', path));
  }
  rmSync(folder, { recursive: true, force: true });
  const line = (name: string, of: readonly Measured[]): string =>
    [
      name.padEnd(14),
      `${median(of.map((one) => one.seconds))
        .toFixed(2)
        .padStart(7)} s`,
      `${median(of.map((one) => one.processorSeconds))
        .toFixed(2)
        .padStart(7)} s of processor`,
      `${Math.max(...of.map((one) => one.peakMebibytes))
        .toFixed(0)
        .padStart(6)} MiB peak`,
    ].join('');
  console.log(line('DuckDB alone', results.alone));
  console.log(line('our import', results.ours));
  const ratio = (of: 'seconds' | 'processorSeconds'): string =>
    median(results.ours.map((one, round) => one[of] / (results.alone[round]?.[of] ?? NaN))).toFixed(2);
  console.log(`ratio ${ratio('seconds')}, of processor ${ratio('processorSeconds')} (goal: at most 2)`);
}

const role = process.env['METROPOLE_BENCH_ROLE'];
const path = process.env['METROPOLE_BENCH_FILE'] ?? '';
const folder = process.env['METROPOLE_BENCH_FOLDER'] ?? '';
if (role === undefined) await compare();
else {
  const begun = performance.now();
  const before = process.cpuUsage();
  await (role === 'alone' ? alone(path, folder) : ours(path, folder));
  const seconds = (performance.now() - begun) / 1000;
  const used = process.cpuUsage(before);
  const processor = (used.user + used.system) / 1e6;
  console.log(`MEASURED ${seconds} ${processor} ${process.resourceUsage().maxRSS / 1024}`);
}
