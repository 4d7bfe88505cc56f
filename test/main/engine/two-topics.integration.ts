import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMeasured, topicBit, type Topic } from '../../../main/common/metrics.ts';
import { cityEnd, cityStart, hour, importFile, speeds, writeReadings } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-two-topics-'));
/** Loads end half an hour before the speeds do. */
const loadsEnd = cityEnd - hour / 2;
let running: RunningEngine;

/** Two feeders by half hours, each with its own evening. */
function writeLoads(name: string, from: number, to: number): string {
  const file = join(folder, name);
  const rows = Array.from({ length: Math.round((to - from) / (hour / 2)) }, (_, step) => {
    const at = from + (step * hour) / 2;
    const ofDay = (at / hour) % 24;
    const load = 2000 + 900 * Math.exp(-((ofDay - 19) ** 2) / 8) + 40 * Math.sin(at / hour / 37);
    return [new Date(at).toISOString(), load.toFixed(1), (1.5 * load).toFixed(1)].join(',');
  });
  writeFileSync(file, ['time,F1,F2', ...rows].join('\n'));
  return file;
}

const placesOf = async (topic: Topic): Promise<number[]> => {
  const { columns } = (await running.client.call('places.list', {})).places;
  return [...columns.place.values].filter((_, row) => isMeasured(columns.topics.values[row] ?? 0, topic));
};
const shownOf = async (topic: Topic) =>
  (await running.client.call('models.list', { topic })).models.find(({ isShown }) => isShown);
const prepare = async () => await running.client.call('forecast.prepare', { refit: false, networks: false });

beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client } = running;
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  await prepare();
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

test('loads that come in beside speeds are a topic of their own, and the speeds keep their model', async () => {
  const before = await shownOf('traffic');
  await importFile(running.client, writeLoads('loads.csv', cityStart, loadsEnd), {
    unit: 'kW',
    zone: '+00:00',
  });
  await prepare();
  expect(await shownOf('traffic')).toEqual(before);
  expect((await shownOf('energy'))?.model).toMatch(/^energy\./u);
  const { clock } = await running.client.call('view.get', {});
  expect(clock).toMatchObject({
    topic: 'traffic',
    topics: ['traffic', 'energy'],
    now: cityEnd,
    dataTo: cityEnd,
  });
  expect(await placesOf('traffic')).toHaveLength(4);
  expect(await placesOf('energy')).toHaveLength(2);
});

test('each topic has its values, its horizon and its unit at the one target time', async () => {
  const targetAt = cityEnd + 5 * hour;
  const frame = async (topic: Topic) =>
    await running.client.call('frame.get', { targetAt, since: null, topic });
  const { unit, table, model } = await frame('energy');
  expect(unit).toBe('kW');
  expect(model).toMatch(/^energy\./u);
  expect([...table.columns.place.values]).toEqual(await placesOf('energy'));
  expect([...table.columns.value.values].every((value) => value > 1000)).toBe(true);
  const traffic = await frame('traffic');
  expect(traffic.model).toBeNull();
  expect([...traffic.table.columns.place.values]).toEqual(await placesOf('traffic'));
  expect(Math.max(...traffic.table.columns.value.values)).toBeLessThan(200);
});

test('a target within the interval that now lies in shows the forecast of that interval', async () => {
  const targetAt = cityEnd + hour / 4;
  const energyAt = async (at: number) =>
    await running.client.call('frame.get', { targetAt: at, since: null, topic: 'energy' });
  const loads = await energyAt(targetAt);
  expect(loads.mode).toBe('forecast');
  expect(loads.model).toMatch(/^energy\./u);
  const end = await energyAt(cityEnd + hour / 2);
  expect([...loads.table.columns.value.values]).toEqual([...end.table.columns.value.values]);
  const [place = -1] = await placesOf('energy');
  const within = await running.client.call('drilldown.get', { place, targetAt });
  expect(within).toMatchObject({ targetAt: cityEnd + hour / 2, shown: { state: 'forecast' } });
  const traffic = await running.client.call('frame.get', { targetAt, since: null, topic: 'traffic' });
  expect(traffic.mode).toBe('forecast');
});

test('what is asked without a topic is about the one that leads', async () => {
  const { client } = running;
  const { clock } = await client.call('view.set', { topic: 'energy' });
  expect(clock).toMatchObject({ topic: 'energy', stepSeconds: 1800, horizonTo: cityEnd + 48 * hour });
  expect((await client.call('models.list', {})).topic).toBe('energy');
  const range = { from: cityEnd - 3 * hour, to: cityEnd + 3 * hour };
  expect((await client.call('timeline.get', range)).unit).toBe('kW');
  expect((await client.call('timeline.get', { ...range, topic: 'traffic' })).unit).toBe('km/h');
  expect((await client.call('forecast.track-record', {})).unit).toBe('kW');
});

test('a place is drilled into with what is measured there, whichever topic leads', async () => {
  const targetAt = cityEnd + hour / 2;
  for (const [topic, bit] of [
    ['traffic', topicBit('traffic')],
    ['energy', topicBit('energy')],
  ] as const) {
    const [place = -1] = await placesOf(topic);
    const { unit, servedBy } = await running.client.call('drilldown.get', { place, targetAt });
    expect(unit).toBe(bit === topicBit('energy') ? 'kW' : 'km/h');
    expect(servedBy?.model).toMatch(new RegExp(`^${topic}\\.`, 'u'));
  }
});

test('a version of one topic is approved without a word to the other', async () => {
  const { client } = running;
  const traffic = await shownOf('traffic');
  const { models } = await client.call('models.list', { topic: 'energy' });
  const other = models.find(({ isShown, canServe }) => !isShown && canServe);
  const { shown, run } = await client.call('models.approve', {
    model: other?.model ?? '',
    version: other?.version ?? '',
    by: 'tester',
  });
  expect(shown.topic).toBe('energy');
  expect(run?.model).toBe(other?.model);
  expect(await shownOf('traffic')).toEqual(traffic);
  await client.call('models.roll-back', { topic: 'energy', by: null });
});

test('a place of which nothing was ever measured is missing in the first topic alone', async () => {
  const file = join(folder, 'places.csv');
  writeFileSync(file, 'key,latitude,longitude\nNEVER-1,38.7,-9.1\n');
  await importFile(running.client, file, {});
  const { columns } = (await running.client.call('places.list', {})).places;
  expect(columns.topics.values[columns.key.values.indexOf('NEVER-1')]).toBe(topicBit('traffic'));
  expect(await placesOf('energy')).toHaveLength(2);
});

test('the loads go with their file, and the traffic stays as it is', async () => {
  const { client } = running;
  const before = await shownOf('traffic');
  const { sources } = await client.call('sources.list', {});
  await client.call('sources.remove', {
    source: sources.find(({ fileName }) => fileName === 'loads.csv')?.id ?? -1,
  });
  await prepare();
  expect((await client.call('view.get', {})).clock).toMatchObject({ topic: 'traffic', topics: ['traffic'] });
  expect(await shownOf('traffic')).toEqual(before);
});
