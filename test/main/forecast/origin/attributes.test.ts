import { expect, test } from 'vitest';
import { readScene, type Scene } from '../../../../main/forecast/scene.ts';
import { seriesFromStore, windowFromStore } from '../../../../main/forecast/origin/window.ts';
import type { WorkspaceStore } from '../../../../main/store/workspace-store.ts';
import { windowAt } from '../../../../models/series/window.ts';
import { bench, speeds, written } from '../../ingest/importing.ts';

const start = Date.UTC(2025, 5, 2, 8);
const shape = { historySteps: 6, horizonSteps: 2, daysBefore: [] };
const asOf = start + 60 * 60_000;

const speedFile = (): string => {
  const rows = Array.from(
    { length: 36 },
    (_, step) => `${new Date(start + step * 300_000).toISOString()},50,60,70`,
  );
  return written('speed.csv', ['time,A,B,C', ...rows].join('\n'));
};

async function sceneOf(store: WorkspaceStore): Promise<Scene> {
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  return scene;
}

const named = (attributes: readonly { readonly name: string; readonly values: Float32Array }[] = []) =>
  Object.fromEntries(attributes.map(({ name, values }) => [name, [...values]]));

test('what a places file says of a place reaches windows and training alike, and what it does not say is unknown', async () => {
  const { store, load } = await bench();
  await load(speedFile(), speeds);
  const before = await sceneOf(store);
  expect((await windowFromStore(store, before, shape, asOf)).attributes).toEqual([]);
  await load(
    written(
      'places.csv',
      'sensor,latitude,longitude,lanes,highway\nC,44,-12,,tertiary\nA,44.1,-12,3,motorway\nD,44.2,-12,4,local',
    ),
  );
  const scene = await sceneOf(store);
  const window = await windowFromStore(store, scene, shape, asOf);
  expect(named(window.attributes)).toEqual({ 'road-class': [0, NaN, 2], lanes: [3, NaN, NaN] });
  const series = await seriesFromStore(store, scene, start, asOf);
  expect(named(windowAt(series, 10, shape).attributes)).toEqual(named(window.attributes));
  expect(scene.structure).toBe(before.structure);
});

test('a later places file takes the place of what an earlier one said', async () => {
  const { store, load } = await bench();
  await load(speedFile(), speeds);
  const feature = (key: string, properties: Readonly<Record<string, unknown>>) => ({
    type: 'Feature',
    properties: { key, ...properties },
    geometry: { type: 'Point', coordinates: [-12, 44] },
  });
  const file = (name: string, features: readonly unknown[]): string =>
    written(name, JSON.stringify({ type: 'FeatureCollection', features }));
  await load(file('first.geojson', [feature('A', { lanes: 2 }), feature('B', { speed_limit: '30 mph' })]), {
    placeColumn: 'key',
  });
  await load(file('second.geojson', [feature('A', { lanes: 4 })]), { placeColumn: 'key' });
  const { attributes } = await sceneOf(store);
  expect(named(attributes)['lanes']).toEqual([4, NaN, NaN]);
  expect(named(attributes)['free-speed']?.[1]).toBeCloseTo(48.28, 2);
});
