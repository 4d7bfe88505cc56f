import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IntervalReplay } from '../../../main/common/contract/messages/intervals.ts';
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

const folder = mkdtempSync(join(tmpdir(), 'metropole-replay-'));
/** The made version has learned from what is before this. */
const learned = cityEnd - 1.5 * day;
let running: RunningEngine;
let replay: IntervalReplay;

/** Intervals a third as wide as they should be. */
beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client, engine } = running;
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  await client.call('forecast.prepare', { refit: false, networks: false });
  const version = await showMadeVersion(engine, 0.3, () => true);
  await engine.store.models.update('traffic', (models) =>
    models.map((model) => (model.version === version ? { ...model, trainedTo: learned } : model)),
  );
  replay = await client.call('forecast.replay-intervals', { topic: 'traffic' });
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a replay covers every origin behind what the version has learned from', () => {
  expect(replay).toMatchObject({ from: learned, to: cityEnd, places: 4, unit: 'km/h' });
  expect(replay.origins).toBe((cityEnd - hour - learned) / quarter + 1);
  expect(replay.own.map(({ minutes }) => minutes)).toEqual([15, 30, 45, 60]);
  const counts = replay.own.map(({ count }) => count);
  expect(counts).toEqual(replay.following.map(({ count }) => count));
  // The last place is silent for the last hour, and nobody was measured in the gap of another.
  expect(counts[0]).toBeGreaterThan(0.9 * 4 * replay.origins);
  expect(counts[0]).toBeLessThanOrEqual(4 * replay.origins);
});

test('intervals that are too narrow hold too little, and more where they follow the truth, by being wider', () => {
  replay.own.forEach(({ all }, horizon) => {
    const following = replay.following[horizon];
    expect(all.coverage).toBeLessThan(0.6);
    expect(following?.all.coverage).toBeGreaterThan((all.coverage ?? NaN) + 0.1);
    expect(following?.all.width).toBeGreaterThan(1.3 * (all.width ?? NaN));
    expect(following?.worstPlaces.coverage).toBeLessThanOrEqual(following?.all.coverage ?? NaN);
  });
});

test('they follow it as those of the console do that forecasts at each of these origins', async () => {
  const { client, engine } = running;
  const { store } = engine;
  for (let asOf = learned; asOf <= cityEnd - hour; asOf += quarter)
    await client.call('forecast.run', { asOf });
  const shown = (await store.models.list('traffic')).find(({ isShown }) => isShown);
  const run = await store.runs.latest('traffic', cityEnd - hour, ['live', 'hindcast'], shown ?? null);
  expect(Object.keys(run?.widths ?? {}).length).toBeGreaterThanOrEqual(4);
  for (const { cell, width } of replay.widths) expect(run?.widths[cell]).toBeCloseTo(width, 4);
  expect(replay.widths).toHaveLength(Object.keys(run?.widths ?? {}).length);
  const ofPlaces = [...(await store.runs.seriesWidths(run?.runId ?? -1)).values()].sort((a, b) => a - b);
  expect(ofPlaces).toHaveLength(4);
  expect(replay.seriesWidths?.least).toBeCloseTo(ofPlaces[0] ?? NaN, 4);
  expect(replay.seriesWidths?.most).toBeCloseTo(ofPlaces[3] ?? NaN, 4);
});

test('it is a look at the test part, which is kept', () => {
  const looks = readFileSync(join(running.engine.store.folder.models, 'test-looks.jsonl'), 'utf8').trim();
  expect(looks.split('\n')).toHaveLength(1);
  expect(looks).toContain('"following"');
});
