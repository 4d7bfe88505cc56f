import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { importFile } from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const hour = 3_600_000;
const start = Date.UTC(2024, 0, 1);
const days = 60;
const end = start + days * 24 * hour;
const folder = mkdtempSync(join(tmpdir(), 'metropole-load-outlook-'));
let running: RunningEngine;

/** Degrees Celsius of an hour: days around 7, the thirtieth the coldest, the fifteenth the hottest. */
function celsius(step: number): number {
  const date = Math.floor(step / 24);
  const ofDay = date === 30 ? -3 : date === 15 ? 14 : 7 + 4 * Math.sin(date * 1.9);
  return ofDay + 2 * Math.sin((2 * Math.PI * ((step % 24) - 9)) / 24);
}

/** Three feeders with an evening peak at 19, the second heated by it, and the last feeding back what its roofs make at noon. */
const feeders = [
  { key: 'f1', base: 400, sun: 0, heating: 0, rating: 552 },
  { key: 'f2', base: 300, sun: 0, heating: 9, rating: 4000 },
  { key: 'f3', base: 200, sun: 600, heating: 0, rating: null },
] as const;

function loadsCsv(): string {
  const random = new SeededRandom(3);
  const rows = Array.from({ length: days * 24 }, (_, step) => {
    const time = new Date(start + step * hour).toISOString();
    const evening = 150 * Math.exp(-(((step % 24) - 19) ** 2) / 6);
    const noon = Math.exp(-(((step % 24) - 12) ** 2) / 6);
    return [
      time,
      ...feeders.map(({ base, sun, heating }) =>
        (base + evening - sun * noon + heating * (15 - celsius(step)) + 6 * random.normal()).toFixed(1),
      ),
    ].join(',');
  });
  return [['time', ...feeders.map(({ key }) => key)].join(','), ...rows].join('\n');
}

const timeOf = (step: number): string => new Date(start + step * hour).toISOString();

/** Nobody measured or forecast weather on these days. */
const isSilent = (step: number): boolean => step >= 40 * 24 && step < 47 * 24;

/** What was measured, and what was forecast each midnight for the day. */
function weatherCsv(): string {
  const rows = Array.from({ length: days * 24 }, (_, step) =>
    isSilent(step) ? [] : [`${timeOf(step)},0,${celsius(step).toFixed(2)}`],
  ).flat();
  return ['time,rain,temperature', ...rows].join('\n');
}

function weatherForecastCsv(): string {
  const rows = Array.from({ length: (days + 1) * 24 }, (_, step) =>
    isSilent(step)
      ? []
      : [[timeOf(step - (step % 24)), timeOf(step), 0, (celsius(step) + 0.3).toFixed(2)].join(',')],
  ).flat();
  return ['issued,time,rain,temperature', ...rows].join('\n');
}

const feature = (key: string, rating: number | null) => ({
  type: 'Feature',
  properties: { key, name: key, ...(rating !== null && { rating_kw: rating }) },
  geometry: { type: 'Point', coordinates: [-9, 38] },
});

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

beforeAll(async () => {
  running = await startEngine({ practice: false, wallClock: () => end });
  const { client } = running;
  const features = [feature('s1', 1050), ...feeders.map(({ key, rating }) => feature(key, rating))];
  const places = JSON.stringify({ type: 'FeatureCollection', features });
  await importFile(client, file('grid.geojson', places), { placeColumn: 'key', nameColumn: 'name' });
  const tree = ['substation,feeder', ...feeders.map(({ key }) => `s1,${key}`)].join('\n');
  await importFile(client, file('feeder-tree.csv', tree), {
    format: 'links-edges',
    fromColumn: 'substation',
    toColumn: 'feeder',
    linkType: 'feeder-tree',
    linkSetName: 'feeders',
  });
  await importFile(client, file('loads.csv', loadsCsv()), { metric: 'load', unit: 'kW', zone: 'UTC' });
  await importFile(client, file('weather.csv', weatherCsv()), {});
  await importFile(client, file('weather-forecast.csv', weatherForecastCsv()), {});
  await client.call('forecast.prepare', { refit: false, networks: false });
}, 120_000);

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const outlook = async () => {
  const [{ places }, answer] = await Promise.all([
    running.client.call('places.list', {}),
    running.client.call('loads.outlook', {}),
  ]);
  const idOf = (key: string): number =>
    places.columns.place.values[places.columns.key.values.indexOf(key)] ?? NaN;
  const of = (key: string) => answer.places.find(({ place }) => place === idOf(key));
  return { answer, idOf, of };
};

test('a run of loads says when each feeder peaks, how high, and how likely above its rating', async () => {
  const { answer, of } = await outlook();
  expect(answer).toMatchObject({ asOf: end, unit: 'kW', stepSeconds: 3600 });
  const first = of('f1');
  expect(first?.peak.from).toBe(end + 19 * hour);
  expect(first?.peak.to).toBe(end + 20 * hour);
  expect(first?.peak.median).toBeGreaterThan(535);
  expect(first?.peak.median).toBeLessThan(570);
  expect(first?.peak.lower).toBeLessThan(first?.peak.median ?? NaN);
  expect(first?.rating).toBe(552);
  expect(first?.overload?.probability).toBeGreaterThan(0.05);
  expect(first?.overload?.probability).toBeLessThan(0.95);
  expect(first?.overload?.likeliest?.from).toBe(end + 19 * hour);
  expect(of('f2')?.overload).toMatchObject({ probability: 0, likeliest: null, begins: null, hoursAbove: 0 });
});

test('a peak is told with load shifted into the lowest hours of the day ahead', async () => {
  const { of } = await outlook();
  const [first, last] = [of('f1'), of('f3')];
  expect(first?.shifted).toMatchObject({ share: 0.1, from: end + 18 * hour, to: end + 21 * hour });
  const { intoFrom = NaN, intoTo = NaN } = first?.shifted ?? {};
  expect(intoTo - intoFrom).toBe(4 * hour);
  expect(intoTo <= end + 12 * hour || intoFrom >= end + 21 * hour).toBe(true);
  expect(first?.shifted?.median).toBeLessThan((first?.peak.median ?? NaN) - 10);
  expect(first?.shifted?.overload).toBeLessThan(first?.overload?.probability ?? NaN);
  expect(last?.shifted?.overload).toBeNull();
});

test('of a feeder without a rating there is a peak alone, also where roofs feed back', async () => {
  const { answer, of, idOf } = await outlook();
  const last = of('f3');
  expect(last).toMatchObject({ rating: null, overload: null, members: 0 });
  expect(last?.peak.from).toBe(end + 19 * hour);
  const { place, median } = answer.intervals.columns;
  const noon = median.values[place.values.indexOf(idOf('f3')) + 12];
  expect(noon).toBeLessThan(-300);
});

test('a substation is the sum of its feeders, from the same courses', async () => {
  const { answer, of, idOf } = await outlook();
  const whole = of('s1');
  expect(whole).toMatchObject({ members: 3, rating: 1050 });
  expect(whole?.overload?.probability).toBeGreaterThanOrEqual(0);
  const { place, median } = answer.intervals.columns;
  const at = (key: string, step: number): number =>
    median.values[place.values.indexOf(idOf(key)) + step] ?? NaN;
  for (const step of [0, 12, 19]) {
    const sum = feeders.reduce((total, { key }) => total + at(key, step), 0);
    expect(Math.abs(at('s1', step) - sum)).toBeLessThan(25);
  }
});

test('a peak is told in other weather: lower when warmer, higher on the coldest day, as far as the model knows', async () => {
  const { of } = await outlook();
  const heated = of('f2');
  const [warmer, hottest, coldest] = heated?.weather ?? [];
  const median = heated?.peak.median ?? NaN;
  expect(warmer).toMatchObject({ scenario: 'warmer', day: null, isBeyond: false });
  expect((warmer?.median ?? NaN) - median).toBeGreaterThan(-11);
  expect((warmer?.median ?? NaN) - median).toBeLessThan(-5);
  expect(hottest).toMatchObject({ scenario: 'hottest', day: start + 15 * 24 * hour });
  expect(hottest?.median).toBeLessThan(median - 15);
  expect(coldest).toMatchObject({ scenario: 'coldest', day: start + 30 * 24 * hour });
  expect(coldest?.median).toBeGreaterThan(median + 25);
  expect(coldest?.lower).toBeLessThan(coldest?.median ?? NaN);
  const plain = of('f1');
  expect(Math.abs((plain?.weather[0]?.median ?? NaN) - (plain?.peak.median ?? NaN))).toBeLessThan(3);
  const whole = of('s1');
  const change = (whole?.weather[2]?.median ?? NaN) - (whole?.peak.median ?? NaN);
  expect(change).toBeGreaterThan(0.6 * ((coldest?.median ?? NaN) - median));
});

test('in a week without weather loads are forecast all the same, and no other weather is told', async () => {
  const asOf = start + 44 * 24 * hour;
  await running.client.call('forecast.run', { asOf, topic: 'energy' });
  const { idOf } = await outlook();
  const then = await running.client.call('loads.outlook', { asOf });
  const heated = then.places.find(({ place }) => place === idOf('f2'));
  expect(then.asOf).toBe(asOf);
  expect(heated?.weather).toEqual([]);
  const truth = 300 + 150 + 9 * (15 - celsius(44 * 24 + 19));
  expect(Math.abs((heated?.peak.median ?? NaN) - truth)).toBeLessThan(80);
});

test('a frame of loads has the substation and the risk: now of the day ahead, ahead of the hour, before of what was', async () => {
  const { idOf, of } = await outlook();
  const frame = async (targetAt: number) => {
    const { table } = await running.client.call('frame.get', { targetAt, since: null, topic: 'energy' });
    return (key: string) => {
      const row = table.columns.place.values.indexOf(idOf(key));
      return {
        value: table.columns.value.values[row] ?? NaN,
        upper: table.columns.upper.values[row] ?? NaN,
        over: table.columns.over.values[row] ?? NaN,
        state: table.columns.state.values[row],
      };
    };
  };
  const now = await frame(end);
  expect(now('f1').over).toBeCloseTo(of('f1')?.overload?.probability ?? NaN, 6);
  expect(now('f3').over).toBeNaN();
  const sum = feeders.reduce((total, { key }) => total + now(key).value, 0);
  expect(now('s1').value).toBeCloseTo(sum, 1);
  expect(now('s1').state).toBe(now('f1').state);

  const evening = await frame(end + 20 * hour);
  expect(evening('f1').over).toBeCloseTo(of('f1')?.overload?.likeliest?.probability ?? NaN, 6);
  expect(evening('s1').value).toBeCloseTo(
    feeders.reduce((total, { key }) => total + evening(key).value, 0),
    1,
  );
  expect(evening('s1').upper).toBeGreaterThan(evening('s1').value);
  expect((await frame(end + 5 * hour))('f1').over).toBe(0);

  const yesterday = await frame(end - 4 * hour);
  expect([0, 1]).toContain(yesterday('f1').over);
  expect(yesterday('f1').over).toBe(yesterday('f1').value > 552 ? 1 : 0);
});

test('a substation that is not measured is drilled into as the sum that it is', async () => {
  const { idOf, of } = await outlook();
  const drilldown = await running.client.call('drilldown.get', {
    place: idOf('s1'),
    targetAt: end + 20 * hour,
  });
  expect(drilldown.outlook).toEqual(of('s1'));
  expect(drilldown.place.completeness).toBeGreaterThan(0.9);
  expect(drilldown.shown?.state).toBe('forecast');
  expect(drilldown.servedBy).not.toBeNull();
  const { start: from = NaN, contributions = [], shown: told } = drilldown.explanation ?? {};
  expect(contributions.reduce((sum, { value }) => sum + value, from)).toBeCloseTo(told ?? NaN, 1);
  expect(told).toBe(drilldown.shown?.value);
  expect(contributions.flatMap(({ parts }) => parts.map(({ place }) => place))).toContain(idOf('f1'));
  const alike = await running.client.call('drilldown.alike', {
    place: idOf('s1'),
    targetAt: end + 20 * hour,
  });
  expect(alike).toMatchObject({ isSum: true, situations: [] });
  expect(drilldown.forecast.rows).toBe(48);
  expect(drilldown.forecast.columns.mean.values[19]).toBeCloseTo(drilldown.shown?.value ?? NaN, 1);
  expect(drilldown.history.columns.value.values.at(-1)).toBeGreaterThan(800);
  const feeder = await running.client.call('drilldown.get', { place: idOf('f1'), targetAt: end + 20 * hour });
  expect(feeder.outlook).toEqual(of('f1'));
});

test('the day after tomorrow is forecast too, with its peak and risk', async () => {
  const { idOf, of } = await outlook();
  const { nextDay = null, peak, overload } = of('f1') ?? {};
  expect(nextDay?.from).toBe((peak?.from ?? NaN) + 24 * hour);
  expect(Math.abs((nextDay?.median ?? NaN) - (peak?.median ?? NaN))).toBeLessThan(80);
  expect(nextDay?.overload).toBeGreaterThan(0);
  expect(nextDay?.overload).not.toBe(overload?.probability);
  expect(of('f3')?.nextDay?.overload).toBeNull();
  const at = async (hours: number) => {
    const { shown } = await running.client.call('drilldown.get', {
      place: idOf('f1'),
      targetAt: end + hours * hour,
    });
    return { state: shown?.state, width: (shown?.upper ?? NaN) - (shown?.lower ?? NaN) };
  };
  const [tomorrow, after, beyond] = [await at(20), await at(44), await at(49)];
  expect([tomorrow.state, after.state, beyond.state]).toEqual(['forecast', 'forecast', 'usual']);
  expect(after.width).toBeGreaterThan(0.8 * tomorrow.width);
});

test('places of the feeder tree are places of loads', async () => {
  const { places } = await running.client.call('places.list', {});
  expect(new Set(places.columns.topics.values).size).toBe(1);
  expect(places.columns.topics.values[0]).not.toBe(0);
});

test('before the first run nothing is said', async () => {
  const before = await running.client.call('loads.outlook', { asOf: start });
  expect(before).toMatchObject({ asOf: null, unit: null, places: [] });
  expect(before.intervals.rows).toBe(0);
});
