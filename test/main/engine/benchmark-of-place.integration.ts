import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { showMadeVersion } from './made-version.ts';
import { cityEnd, cityStart, day, hour, importFile, quarter, speeds } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-benchmarks-'));
/** At a and c speeds go anywhere from where they are; at b and d they jump from quarter to quarter of an hour, the same every day. */
const names = ['a', 'b', 'c', 'd'] as const;
const walks: readonly string[] = ['a', 'c'];
/** In Harbour there is one of each kind, in Hill as well. */
const districts = ['Harbour', 'Harbour', 'Hill', 'Hill'] as const;
const lookAtNow = ['traffic.persistence', 'traffic.recent-mean', 'traffic.ridge-own', 'traffic.ridge-shared'];
const lookAtTheClock = ['traffic.usual', 'traffic.yesterday', 'traffic.last-week'];
const targetAt = cityEnd + hour;
let running: RunningEngine;
let places: number[];

const random = new SeededRandom(5);
const jumps = Array.from({ length: day / quarter }, () => 60 + 12 * random.normal());
/** What the clock says at b; d is seven steps ahead of it. */
const ofClock = (step: number): number => jumps[step % jumps.length] ?? 60;
const steps = (cityEnd - cityStart) / quarter;

function writeCity(): string {
  const walk = [60, 60];
  const rows = Array.from({ length: steps }, (_, step) => {
    walk.forEach((value, at) => {
      walk[at] = Math.min(Math.max(value + 2 * random.normal(), 25), 110);
    });
    const values = [0, 1].flatMap((at) => [walk[at] ?? 60, ofClock(step + 7 * at) + random.normal() / 2]);
    const time = new Date(cityStart + step * quarter).toISOString().slice(0, 16);
    return [time, ...values.map((value) => value.toFixed(2))].join(',');
  });
  const path = join(folder, 'speed.csv');
  writeFileSync(path, [['time', ...names].join(','), ...rows].join('\n'));
  return path;
}

const drilldownOf = async (place: number) =>
  await running.client.call('drilldown.get', { place: places[place] ?? -1, targetAt });
/** Who is shown instead of the model, by place. */
const shownInstead = async () => {
  const { table, benchmarks } = await running.client.call('frame.get', { targetAt, since: null });
  const { place, instead } = table.columns;
  return places.map((one) => benchmarks[(instead.values[place.values.indexOf(one)] ?? 0) - 1] ?? null);
};
const models = async () => (await running.client.call('models.list', {})).models;

beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client } = running;
  await importFile(client, writeCity(), speeds);
  const placesFile = join(folder, 'places.csv');
  const rows = districts.map((district, at) => `${names[at] ?? ''},Place ${at},38.7${at},-9.1,${district}`);
  writeFileSync(placesFile, ['place,name,latitude,longitude,district', ...rows].join('\n'));
  await importFile(client, placesFile, { placeColumn: 'place', nameColumn: 'name' });
  await client.call('forecast.prepare', { refit: false, networks: false });
  const { key, place } = (await client.call('places.list', {})).places.columns;
  places = names.map((name) => place.values[key.values.indexOf(name)] ?? -1);
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the benchmark of a place', () => {
  test('is the one that did best there on data that it had not learned from', async () => {
    const { store } = running.engine;
    const shown = (await models()).find(({ isShown }) => isShown)?.model;
    const losses = await store.seriesLosses.of(await store.models.list('traffic'));
    expect(losses.length).toBeGreaterThan(4);
    for (const [index, name] of names.entries()) {
      const { benchmark } = await drilldownOf(index);
      const series = (await store.series.list('speed')).find(({ placeId }) => placeId === places[index]);
      const [best] = losses
        .filter(({ modelId }) => modelId !== shown)
        .map(({ modelId, series: ids, pinball }) => ({
          modelId,
          loss: pinball[ids.indexOf(series?.seriesId ?? -1)] ?? Infinity,
        }))
        .sort((one, other) => one.loss - other.loss);
      expect(benchmark).toBe(best?.modelId);
      expect(walks.includes(name) ? lookAtNow : lookAtTheClock).toContain(benchmark);
    }
  });

  test('says what stands beside the model there', async () => {
    const { benchmark } = (await drilldownOf(1)).forecast.columns;
    expect(benchmark.values).toHaveLength(4);
    benchmark.values.forEach((value, step) => {
      expect(Math.abs(value - ofClock(steps + step))).toBeLessThan(2);
    });
    const other = (await drilldownOf(0)).forecast.columns.benchmark.values;
    expect(Math.max(...other) - Math.min(...other)).toBeLessThan(3);
  });

  test('is named in the track record of the place; that of all places names all of them together', async () => {
    for (const index of names.keys()) {
      const { benchmark, trackRecord } = await drilldownOf(index);
      expect(trackRecord).toHaveLength(4);
      for (const row of trackRecord) expect(row.benchmark).toBe(benchmark);
    }
    const { rows } = await running.client.call('forecast.track-record', {});
    expect(rows.map(({ benchmark }) => benchmark)).toEqual(Array(4).fill('traffic.own-best'));
  });

  test('cannot be put aside', async () => {
    const { benchmark } = await drilldownOf(1);
    const version = (await models()).find(({ model }) => model === benchmark)?.version ?? '';
    await expect(
      running.client.call('models.retire', { model: benchmark ?? '', version }),
    ).rejects.toMatchObject({ code: 'model-serves' });
  });
});

describe('where a model is worse than the benchmarks of a district', () => {
  beforeAll(async () => {
    await showMadeVersion(running.engine, 60, () => true);
    await running.client.call('forecast.prepare', { refit: false, networks: false });
  });

  test('each place shows its own, by name', async () => {
    const instead = await shownInstead();
    expect(lookAtNow).toContain(instead[0]);
    expect(lookAtTheClock).toContain(instead[1]);
    expect(lookAtNow).toContain(instead[2]);
    expect(lookAtTheClock).toContain(instead[3]);
    for (const [index, benchmark] of instead.entries()) {
      const { servedBy, insteadOf, benchmark: beside } = await drilldownOf(index);
      expect(servedBy).toMatchObject({ model: benchmark, isBenchmark: true });
      expect(insteadOf?.because).toMatchObject({ benchmark, district: districts[index] });
      expect(beside).toBe(benchmark);
    }
  });

  test('the decision is about all of them together, on what each place would show', async () => {
    const { standIns } = await running.client.call('models.list', {});
    const normal = standIns.filter(({ regime }) => regime === 'normal');
    expect(new Set(normal.map(({ district }) => district))).toEqual(new Set(districts));
    for (const { benchmark, low } of normal) {
      expect(benchmark).toBe('traffic.own-best');
      expect(low).toBeGreaterThan(0);
    }
  });

  test('what was shown then is what stands beside the model', async () => {
    for (const index of names.keys()) {
      const { median, benchmark } = (await drilldownOf(index)).forecast.columns;
      expect(median.values).toEqual(benchmark.values);
    }
  });
});
