import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelRow } from '../../../main/common/rows/models.ts';
import type { RunRow } from '../../../main/common/rows/runs.ts';
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

const folder = mkdtempSync(join(tmpdir(), 'metropole-widths-'));
const from = cityEnd - 2.5 * day;
let running: RunningEngine;

beforeAll(async () => {
  running = await startEngine({ practice: false });
  const { client } = running;
  await importFile(client, writeReadings(folder, 'speed.csv', cityStart, cityEnd), speeds);
  await client.call('forecast.prepare', { refit: false, networks: false });
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

async function shownModel(): Promise<ModelRow> {
  const models = await running.engine.store.models.list('traffic');
  const shown = models.find(({ isShown }) => isShown);
  if (shown === undefined) throw new Error('nothing is shown');
  return shown;
}

/** The last run of the shown version at or before this as-of. */
async function runAt(asOf: number): Promise<RunRow | undefined> {
  return await running.engine.store.runs.latest('traffic', asOf, ['live', 'hindcast'], await shownModel());
}

/** Share of the truth inside the 90 % interval of what the shown version said from as-ofs in this stretch of time, over all horizons. */
async function coverageBetween(begin: number, end: number): Promise<number> {
  const { store } = running.engine;
  const { modelId, version } = await shownModel();
  const { rows, columns } = await store.scores.byHorizon({
    topic: 'traffic',
    kinds: ['live', 'hindcast'],
    series: null,
    modelId,
    modelVersion: version,
    benchmarkId: (await runAt(end))?.benchmarkId ?? '',
    from: begin,
    to: end,
    leftOut: [],
  });
  const over = Array.from({ length: rows }, (_, row) => row).filter((row) => columns.regime[row] === null);
  const sum = (weight: (row: number) => number): number =>
    over.reduce((total, row) => total + weight(row), 0);
  return (
    sum((row) => (columns.count[row] ?? 0) * (columns.coverage[row] ?? NaN)) /
    sum((row) => columns.count[row] ?? 0)
  );
}

test('intervals that are too narrow become as wide as the truth asks for, by what was known at each as-of', async () => {
  const { client, engine } = running;
  await showMadeVersion(engine, 0.3, () => true);
  for (let asOf = from; asOf < cityEnd - hour; asOf += quarter) await client.call('forecast.run', { asOf });
  expect(await coverageBetween(from, from + 4 * hour)).toBeLessThan(0.6);
  expect(await coverageBetween(cityEnd - day, cityEnd - hour)).toBeGreaterThan(0.8);
  const latest = await runAt(cityEnd - hour);
  expect(latest?.widths['normal1']).toBeGreaterThan(1.5);
  const { runs } = engine.store;
  const ofPlaces = await runs.seriesWidths(latest?.runId ?? -1);
  expect(ofPlaces.size).toBe(4);
  for (const width of ofPlaces.values()) expect(width).not.toBe(1);

  // From an as-of in the past nothing is known of the misses since, and asked for twice the answer is the same.
  const early = from + quarter;
  const before = await runAt(early);
  await client.call('forecast.run', { asOf: early });
  const again = await runAt(early);
  expect(again?.runId).not.toBe(before?.runId);
  expect(again?.widths).toEqual(before?.widths);
  expect(await runs.seriesWidths(again?.runId ?? -1)).toEqual(await runs.seriesWidths(before?.runId ?? -1));
}, 200_000);

test('another version begins with its own width', async () => {
  const { client, engine } = running;
  await showMadeVersion(engine, 3, () => true);
  await client.call('forecast.run', { asOf: cityEnd - quarter });
  const first = await runAt(cityEnd - quarter);
  expect(first?.widths).toEqual({});
  expect((await engine.store.runs.seriesWidths(first?.runId ?? -1)).size).toBe(0);
});
