import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BackendId } from '../../main/common/backends.ts';
import { repositoryRoot } from '../../tools/paths.mjs';
import { runHere } from '../../tools/processes.mjs';
import { nativeFolder, readyTensorflow } from '../../tools/tensorflow/places.mjs';
import type { Manifest } from '../../tools/sample-city/files/manifest.ts';
import { importCity } from '../../tools/sample-city/import-city.ts';
import { startEngine, type RunningEngine } from '../main/engine/running-engine.ts';
import { median } from './generated-city.ts';
import { widenCity } from './whole-city/wider-city.ts';

/**
 * One refresh of a whole generated city as the clock goes on by an hour: every road sensor, every feeder and every cell forecast anew by the
 * engine, from the store to the answer, seconds by the clock on the wall. The network that comes with the console serves
 * for the roads, the load ridge for feeders, the better mean for cells. Goals at 2,000 sensors, 200 feeders and 5,000 cells: 5 s on `tensorflow`, 15 s on `wasm`.
 */
const sizes: readonly Size[] = [
  { sensors: 500 },
  { sensors: 1000 },
  { sensors: 2000 },
  { sensors: 2000, copies: { feeders: 4, incidents: 6 } },
];
interface Size {
  readonly sensors: number;
  /** How many times its grid and its log of incidents are there. */
  readonly copies?: { readonly feeders: number; readonly incidents: number };
}

const goals: Partial<Record<BackendId, number>> = { tensorflow: 5, wasm: 15 };
const warmUp = 1;
const rounds = 5;
const hour = 3_600_000;
const history = { days: '8', hourlyDays: '90' };

const { values } = parseArgs({ args: process.argv.slice(3), options: { keep: { type: 'string' } } });
const kept = values.keep ?? mkdtempSync(join(tmpdir(), 'metropole-bench-'));
const backends: BackendId[] = readyTensorflow() === undefined ? ['wasm'] : ['wasm', 'tensorflow'];

/** Generated once, where a folder to keep cities in is given. */
async function cityOf({ sensors, copies }: Size): Promise<string> {
  if (copies !== undefined) {
    const wide = join(kept, `city-${sensors}-${history.hourlyDays}-wide`);
    if (!existsSync(wide)) await widenCity(await cityOf({ sensors }), wide, copies);
    return wide;
  }
  const folder = join(kept, `city-${sensors}-${history.hourlyDays}`);
  if (existsSync(join(folder, 'manifest.json'))) return folder;
  const size = ['--sensors', String(sensors), '--days', history.days, '--hourly-days', history.hourlyDays];
  const command = [join('tools', 'sample-city.mjs'), ...size, '--no-truth', '--out', folder];
  const code = await runHere(process.execPath, command, { cwd: repositoryRoot });
  if (code !== 0) throw new Error(`the city of ${sensors} sensors could not be generated`);
  return folder;
}

/** Imports the city, fits what takes seconds, and puts the network in service that comes with the console. */
async function prepare({ client }: RunningEngine, folder: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  await importCity(client, folder, manifest, () => undefined);
  await client.call('forecast.prepare', { refit: false, networks: false });
  const { candidate } = await client.call('models.train', {
    topic: 'traffic',
    model: null,
    seed: null,
    start: 'sample-cities',
    epochs: 0,
  });
  const { model, version } = candidate;
  await client.call('models.approve', { model, version, by: 'bench' });
}

/** Seconds of one refresh, by what is refreshed. */
async function refresh({ client }: RunningEngine, at: number) {
  const began = performance.now();
  await client.call('view.set', { now: { kind: 'as-of', at } });
  const { run: traffic } = await client.call('forecast.run', { asOf: null, topic: 'traffic' });
  const roads = performance.now();
  const { run: energy } = await client.call('forecast.run', { asOf: null, topic: 'energy' });
  const feeders = performance.now();
  const { cells } = await client.call('safety.map', { targetAt: null, hours: 24, categories: null });
  const ended = performance.now();
  const seconds = (from: number, to: number): number => (to - from) / 1000;
  return {
    ...{ roads: seconds(began, roads), feeders: seconds(roads, feeders), cells: seconds(feeders, ended) },
    whole: seconds(began, ended),
    counted: { roads: traffic.places, feeders: energy.places, cells: cells.rows },
  };
}

try {
  const rows = [];
  for (const size of sizes) {
    const { sensors } = size;
    const folder = await cityOf(size);
    const running = await startEngine({ practice: false, tensorflow: nativeFolder(), wallClock: Date.now });
    try {
      await prepare(running, folder);
      const { clock } = await running.client.call('view.get', {});
      if (clock.now === null) throw new Error('the city has no data');
      let at = Math.floor(clock.now / hour) * hour - backends.length * (warmUp + rounds) * hour;
      for (const backend of backends) {
        await running.client.call('compute.force', { backend });
        const all = [];
        for (let round = 0; round < warmUp + rounds; round++) {
          all.push(await refresh(running, at));
          at += hour;
        }
        const timed = all.slice(warmUp);
        const middle = (of: (one: (typeof timed)[number]) => number): string =>
          median(timed.map(of)).toFixed(2);
        const { counted } = timed[0] ?? { counted: null };
        const goal = goals[backend];
        const whole = median(timed.map((one) => one.whole));
        rows.push({
          backend,
          'road sensors': counted?.roads,
          feeders: counted?.feeders,
          cells: counted?.cells,
          'roads, s': middle((one) => one.roads),
          'feeders, s': middle((one) => one.feeders),
          'cells, s': middle((one) => one.cells),
          'whole, s': whole.toFixed(2),
          'ms a sensor': ((whole / sensors) * 1000).toFixed(2),
          goal: sensors < 2000 || goal === undefined ? '' : `${goal} s: ${whole <= goal ? 'met' : 'missed'}`,
        });
      }
    } finally {
      await running.close();
    }
    console.table(rows);
  }
} finally {
  if (values.keep === undefined) rmSync(kept, { recursive: true, force: true });
}
