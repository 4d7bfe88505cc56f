import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cityEnd,
  cityPlaces,
  citySpeed,
  cityStart,
  day,
  hour,
  importFile,
  quarter,
  speeds,
  writeReadings,
} from './quarter-hour-city.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'metropole-alike-'));
/** On these working days the first place broke down in the hour before nine, and stayed so for two hours; today it broke down again. */
const brokenDays = [2, 4, 8, 10, 14, 17, 22];
const broken = 25;
let running: RunningEngine;
let places: number[];
let ofOneHour: Awaited<ReturnType<typeof askedOfOneHour>>;

/** What is told while one hour is all that is known of the city. */
async function askedOfOneHour() {
  const { client } = running;
  const source = await importFile(client, writeReadings(folder, 'hour.csv', cityEnd, cityEnd + hour), {
    ...speeds,
    zone: 'UTC',
  });
  const prepared = await client.call('forecast.prepare', { refit: false, networks: false }).catch(String);
  const place = (await client.call('places.list', {})).places.columns.place.values[0] ?? -1;
  const told = async (targetAt: number) => ({
    drilldown: await client.call('drilldown.get', { place, targetAt }),
    alike: await client.call('drilldown.alike', { place, targetAt }),
    causes: await client.call('drilldown.causes', { place, targetAt }),
    reach: await client.call('drilldown.reach', { place, targetAt }),
    scenarios: await client.call('drilldown.scenarios', { place, targetAt }),
  });
  const answers = { prepared, now: await told(cityEnd + hour), ahead: await told(cityEnd + 2 * hour) };
  await client.call('sources.remove', { source });
  return answers;
}

beforeAll(async () => {
  running = await startEngine({ practice: false });
  ofOneHour = await askedOfOneHour();
  const rows = Array.from({ length: (cityEnd - cityStart) / quarter }, (_, step) => {
    const at = cityStart + step * quarter;
    const ofDay = ((at - cityStart) % day) / hour;
    const date = Math.floor((at - cityStart) / day);
    const isBroken = (brokenDays.includes(date) || date === 24) && ofDay >= 8 && ofDay < 11;
    const cells = cityPlaces.map((_place, place) =>
      (citySpeed(at, place) - (isBroken && place === 0 ? broken : 0) + Math.sin(step * 1.7 + place)).toFixed(
        2,
      ),
    );
    return [new Date(at).toISOString().slice(0, 16), ...cells].join(',');
  });
  const file = join(folder, 'speed.csv');
  writeFileSync(file, [['time', ...cityPlaces].join(','), ...rows].join('\n'));
  await importFile(running.client, file, { ...speeds, zone: 'UTC' });
  await running.client.call('forecast.prepare', { refit: false, networks: false });
  places = [...(await running.client.call('places.list', {})).places.columns.place.values];
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const alikeAt = async (place: number, targetAt: number) =>
  await running.client.call('drilldown.alike', { place: places[place] ?? -1, targetAt });
const dayOf = (at: number): number => Math.floor((at - cityStart) / day);

test('the days on which it broke down before are found, and what followed then', async () => {
  const { asOf, situations, fan, searched, comparedMinutes } = await alikeAt(0, cityEnd + hour);
  expect(asOf).toBe(cityEnd);
  expect(comparedMinutes).toBe(60);
  expect(searched).toBeGreaterThan(50);
  expect(
    situations
      .slice(0, brokenDays.length)
      .map(({ at }) => dayOf(at))
      .toSorted((a, b) => a - b),
  ).toEqual(brokenDays);
  const followed = citySpeed(cityEnd + hour - quarter, 0) - broken;
  for (const { value } of situations.slice(0, brokenDays.length))
    expect(Math.abs((value ?? 0) - followed)).toBeLessThan(12);
  expect(fan.rows).toBe(4);
  const { at, lowest, median, highest } = fan.columns;
  expect([...at.values]).toEqual([1, 2, 3, 4].map((ahead) => cityEnd + ahead * quarter));
  for (const row of fan.columns.at.values.keys()) {
    expect(lowest.values[row]).toBeLessThanOrEqual(median.values[row] ?? NaN);
    expect(median.values[row]).toBeLessThanOrEqual(highest.values[row] ?? NaN);
  }
});

test('a target of the past is seen from half an hour before it: nothing that came later is among what is compared', async () => {
  const targetAt = cityStart + 22 * day + 9 * hour;
  const { asOf, situations } = await alikeAt(0, targetAt);
  expect(asOf).toBe(targetAt - hour / 2);
  expect(situations.length).toBeGreaterThan(4);
  expect(situations.every(({ at }) => at < asOf)).toBe(true);
});

test('where hardly anything is known before, it says nothing', async () => {
  const { situations, fan } = await alikeAt(1, cityStart + 3 * day);
  expect(situations).toEqual([]);
  expect(fan.rows).toBe(0);
});

test('of one hour of history it says what was measured, and that nothing else is known', () => {
  const { prepared, now, ahead } = ofOneHour;
  expect(prepared).toContain('forecast-no-data');
  expect(now.drilldown.shown?.state).toBe('measured');
  expect(now.drilldown).toMatchObject({ servedBy: null, inputsMissing: { missing: 8, of: 12 } });
  expect(ahead.drilldown.shown?.state).toBe('usual');
  for (const { drilldown, alike, causes, reach, scenarios } of [now, ahead]) {
    expect(drilldown).toMatchObject({ asOf: null, explanation: null, trackRecord: [], saidThen: [] });
    expect(alike).toMatchObject({ situations: [], fan: { rows: 0 } });
    expect(causes).toMatchObject({ state: 'unknown', causes: [] });
    expect(reach).toMatchObject({ asOf: null, pushing: [], moved: [] });
    expect(scenarios).toMatchObject({ state: 'no-forecast', scenarios: [] });
  }
});

test('what a logged action touched is no such moment', async () => {
  const { client } = running;
  const place = places[0] ?? -1;
  const from = cityStart + 22 * day + 7 * hour;
  await client.call('actions.log', { place, kind: 'other', note: '', from, until: from + 5 * hour });
  const { situations } = await alikeAt(0, cityEnd + hour);
  expect(situations.map(({ at }) => dayOf(at))).not.toContain(22);
});
