import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StandInRecord } from '../../../main/common/contract/messages/drilldown.ts';
import { CityForecasts } from '../../../main/forecast/city-forecasts.ts';
import { showMadeVersion } from './made-version.ts';
import {
  cityEnd,
  cityStart,
  day,
  hour,
  importFile,
  quarter,
  speeds,
  writeReadings,
} from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-stand-ins-'));
/** Places a and b lie in Harbour, c and d in Hill. */
const districts = ['Harbour', 'Harbour', 'Hill', 'Hill'] as const;
let running: RunningEngine;
let places: number[];
let sound: readonly StandInRecord[];

const prepare = async () => {
  await running.client.call('forecast.prepare', { refit: false, networks: false });
};
const standIns = async () => (await running.client.call('models.list', {})).standIns;
const inHarbour = (all: readonly StandInRecord[]) => all.filter(({ district }) => district === 'Harbour');
const frameAt = async (targetAt: number) => {
  const { table, model, benchmarks } = await running.client.call('frame.get', { targetAt, since: null });
  const { value, lower, upper, instead } = table.columns;
  return {
    ...{ model, benchmarks, instead: [...instead.values].map((one) => Math.min(one, 1)) },
    /** Who is shown instead, by place. */
    standIn: [...instead.values].map((one) => benchmarks[one - 1] ?? null),
    ...{ values: [...value.values], lowers: [...lower.values], uppers: [...upper.values] },
  };
};
const drilldownAt = async (place: number, targetAt: number) =>
  await running.client.call('drilldown.get', { place: places[place] ?? -1, targetAt });
const auditOf = async (action: string): Promise<Record<string, unknown>[]> =>
  await running.engine.store.read(async (connection) => {
    const result = await connection.run(
      'SELECT actor, client_id, parameters::VARCHAR FROM audit WHERE action = $action',
      { action },
    );
    return (await result.getRows()).map(([actor, clientId, parameters]): Record<string, unknown> => {
      const read: unknown = JSON.parse(String(parameters));
      return { actor, clientId, ...(typeof read === 'object' ? read : {}) };
    });
  });

/** A version of the shown model whose intervals are `times` as wide in Harbour and right everywhere else; it is shown from now on. */
async function showVersion(times: number): Promise<string> {
  const harbour = new Set(districts.flatMap((one, at) => (one === 'Harbour' ? [String(places[at])] : [])));
  return await showMadeVersion(running.engine, times, (place) => harbour.has(place));
}

beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client } = running;
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  const placesFile = join(folder, 'places.csv');
  const rows = districts.map((district, at) => `${'abcd'.charAt(at)},Place ${at},38.7${at},-9.1,${district}`);
  writeFileSync(placesFile, ['place,name,latitude,longitude,district', ...rows].join('\n'));
  await importFile(client, placesFile, { placeColumn: 'place', nameColumn: 'name' });
  await prepare();
  places = [...(await client.call('places.list', {})).places.columns.place.values];
  sound = await standIns();
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a model that is worse than the benchmark in one district', () => {
  test('goes on being shown while an alarm is active there', async () => {
    await showVersion(60);
    const { engine } = running;
    const alarmed = new CityForecasts({
      store: engine.store,
      forecasting: engine.forecasting,
      training: engine.training,
      networksFolder: engine.options.locations.networks,
      view: () => engine.view.view,
      wallClock: () => cityEnd,
      onRun: () => undefined,
      hasActiveAlarm: (district) => district === 'Harbour',
      onStandIns: () => Promise.resolve(),
      onDrift: () => Promise.resolve(),
    });
    await alarmed.prepare({ refit: false, networks: false }, { progress: () => undefined });
    expect(inHarbour(await standIns())).toEqual([]);
  });

  test('gives way to it there, by name, and nowhere else', async () => {
    const before = await frameAt(cityEnd + hour);
    expect(before.instead).toEqual([0, 0, 0, 0]);
    await prepare();
    const harbour = inHarbour(await standIns()).filter(({ regime }) => regime === 'normal');
    expect(harbour.map(({ horizonMinutes }) => horizonMinutes)).toEqual([15, 30, 45, 60]);
    for (const { difference, low, high, count, since } of harbour) {
      expect(low).toBeGreaterThan(0);
      expect(difference).toBeGreaterThan(low);
      expect(high).toBeGreaterThan(difference);
      expect(count).toBeGreaterThanOrEqual(200);
      expect(since).toBe(cityEnd);
    }
    const hill = (all: readonly StandInRecord[]) => all.filter(({ district }) => district === 'Hill');
    expect(hill(await standIns())).toEqual(hill(sound));
    const after = await frameAt(cityEnd + hour);
    expect(after.instead.slice(0, 2)).toEqual([1, 1]);
    expect(after.standIn.slice(0, 2)).not.toContain(null);
    expect(after.benchmarks).not.toContain(after.model);
    const width = (frame: typeof after, place: number): number =>
      (frame.uppers[place] ?? NaN) - (frame.lowers[place] ?? NaN);
    expect(width(after, 0)).toBeLessThan(0.2 * width(before, 0));
    expect(after.values.slice(2, 3)).toEqual(before.values.slice(2, 3));
  });

  test('stays readable beside it in the drill-down, where everything still adds up', async () => {
    const targetAt = cityEnd + hour;
    const frame = await frameAt(targetAt);
    const { shown, servedBy, insteadOf, explanation, forecast } = await drilldownAt(0, targetAt);
    expect(servedBy?.model).toBe(frame.standIn[0]);
    expect(servedBy?.isBenchmark).toBe(true);
    expect(shown?.value).toBe(frame.values[0]);
    expect(insteadOf).toMatchObject({
      model: frame.model,
      because: { district: 'Harbour', horizonMinutes: 60, regime: 'normal', since: cityEnd },
    });
    const between = (insteadOf?.upper ?? NaN) - (insteadOf?.lower ?? NaN);
    expect(between).toBeGreaterThan(5 * ((shown?.upper ?? NaN) - (shown?.lower ?? NaN)));
    expect(forecast.columns.median.values).toEqual(forecast.columns.benchmark.values);
    expect(forecast.columns.model.values.every(Number.isFinite)).toBe(true);
    expect(explanation?.model).toBe(frame.model);
    const parts = explanation?.contributions ?? [];
    const sum = parts.reduce((total, { value }) => total + value, explanation?.start ?? NaN);
    expect(sum).toBeCloseTo(shown?.value ?? NaN, 1);
    expect(explanation?.shown).toBe(shown?.value);
    const other = await drilldownAt(2, targetAt);
    expect(other.insteadOf === null).toBe(frame.instead[2] === 0);
  });

  test('is judged on what it said, shown or not', async () => {
    const { trackRecord } = await drilldownAt(0, cityEnd + hour);
    expect(trackRecord.map(({ horizonMinutes }) => horizonMinutes)).toEqual([15, 30, 45, 60]);
    for (const { pinball, benchmarkPinball, regimes, count } of trackRecord) {
      expect(pinball).toBeGreaterThan(2 * benchmarkPinball);
      expect(regimes.map(({ regime }) => regime)).toEqual(['normal', 'disturbed']);
      expect(regimes.reduce((sum, one) => sum + one.count, 0)).toBe(count);
      expect(regimes[0]?.figures?.pinball).toBeGreaterThan(0);
      for (const one of regimes) expect(one.figures === null).toBe(one.count < 30);
    }
  });

  test('is named in the audit trail with the sample, the difference and its interval', async () => {
    const rows = await auditOf('forecast.stand-in');
    const about = rows.filter(({ placeGroup, regime }) => placeGroup === 'Harbour' && regime === 'normal');
    expect(about.map(({ horizonShare }) => horizonShare).sort()).toEqual([0.25, 0.5, 0.75, 1]);
    for (const row of about) {
      expect(row).toMatchObject({ actor: 'console', clientId: 'engine', asOf: cityEnd });
      for (const name of ['count', 'blocks', 'difference', 'low', 'high'])
        expect(row[name]).toBeGreaterThan(0);
    }
  });

  test('is not decided on again while nothing new is known', async () => {
    const before = (await auditOf('forecast.stand-in')).length;
    await prepare();
    expect((await auditOf('forecast.stand-in')).length).toBe(before);
  });

  test('is shown as seen from before the decision', async () => {
    await running.client.call('view.set', { now: { kind: 'as-of', at: cityEnd - 5 * hour } });
    await running.client.call('forecast.run', { asOf: null });
    expect((await frameAt(cityEnd - 5 * hour + quarter)).instead).toEqual([0, 0, 0, 0]);
    expect(await standIns()).toEqual([]);
    await running.client.call('view.set', { now: { kind: 'end-of-data' } });
  });
});

describe('a version that takes its place', () => {
  test('starts anew', async () => {
    await showVersion(1 / 60);
    await prepare();
    expect(inHarbour(await standIns())).toEqual(inHarbour(sound));
    expect((await frameAt(cityEnd + hour)).instead.slice(0, 1)).toEqual([
      inHarbour(sound).some(({ horizonMinutes, regime }) => horizonMinutes === 60 && regime === 'normal')
        ? 1
        : 0,
    ]);
  });
});

test('the model comes back once it is better again beyond doubt', async () => {
  const { store } = running.engine;
  const [model] = await store.models.list('traffic');
  const run = await store.runs.latest('traffic', cityEnd);
  if (model === undefined || run === undefined) throw new Error('nothing serves');
  const pair = { modelId: run.modelId, modelVersion: run.modelVersion, benchmarkId: run.benchmarkId };
  const cell = { placeGroup: 'Harbour', band: 1, regime: 'normal' } as const;
  await store.standIns.add(pair, cityEnd - day, () => [
    {
      ...cell,
      ...{ asOf: cityEnd - day, decidedAt: 0, isBenchmarkShown: true },
      ...{ count: 500, blocks: 20, difference: 1, low: 0.5, high: 1.5 },
    },
  ]);
  expect(inHarbour(await standIns())).toHaveLength(1);
  // A later reading brings the next review.
  const later = writeReadings(folder, 'later.csv', cityEnd, cityEnd + 2 * hour);
  await importFile(running.client, later, speeds);
  await prepare();
  expect(inHarbour(await standIns())).toEqual([]);
  expect(await auditOf('forecast.stand-in-ended')).toMatchObject([
    { placeGroup: 'Harbour', regime: 'normal', horizonShare: 0.25 },
  ]);
});
