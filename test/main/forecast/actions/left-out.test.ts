import { expect, test } from 'vitest';
import { sampleInputs } from '../../../../main/forecast/trust/drift-inputs.ts';
import { fittingData } from '../../../../main/forecast/fitting/fitting.ts';
import { readScene } from '../../../../main/forecast/scene.ts';
import { UsualBook } from '../../../../main/forecast/origin/usual.ts';
import { windowFromStore } from '../../../../main/forecast/origin/window.ts';
import type { WorkspaceStore } from '../../../../main/store/workspace-store.ts';
import { addReadings, at, emptyStore, stepMs } from '../../store/store.ts';

const steps = 120;

async function sceneOf(store: WorkspaceStore) {
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  return scene;
}

async function city(): Promise<WorkspaceStore> {
  const store = await emptyStore();
  await addReadings(store, { places: 2, from: 0, to: steps });
  return store;
}

async function log(store: WorkspaceStore, from: number, until: number): Promise<void> {
  await store.actions.add(() => ({
    ...{ placeKey: 'p0', kind: 'lane-closed', note: '', from, until },
    ...{ loggedAt: 0, loggedBy: 'operator', endedBy: null, takenBack: null },
  }));
}

const missingAt = (values: Float32Array, place: number): number[] =>
  [...values.subarray(place * steps, (place + 1) * steps).entries()].flatMap(([step, value]) =>
    Number.isNaN(value) ? [step] : [],
  );

test('what was measured while an action lasted is nothing to learn from, and still what a forecast looks at', async () => {
  const store = await city();
  await log(store, at(10) + stepMs / 2, at(12));
  const scene = await sceneOf(store);
  const { measured, series, trainable } = await fittingData(store, scene);
  expect(missingAt(series.values, 0)).toEqual([10, 11]);
  expect(missingAt(series.values, 1)).toEqual([]);
  expect([...trainable.values.subarray(9, 13)].map(Number.isNaN)).toEqual([false, true, true, false]);
  expect(missingAt(measured.values, 0)).toEqual([]);
  const window = await windowFromStore(
    store,
    scene,
    { historySteps: 3, horizonSteps: 2, daysBefore: [] },
    at(12),
  );
  expect([...window.history.subarray(0, 3)]).toEqual([9, 10, 11]);
});

test('an action that runs on leaves out all that follows, and one before the data nothing', async () => {
  const store = await city();
  await log(store, at(-20), at(-10));
  await log(store, at(100), at(1000));
  const { series } = await fittingData(store, await sceneOf(store));
  expect(missingAt(series.values, 0)).toEqual(Array.from({ length: 20 }, (_, step) => 100 + step));
});

test('inputs are watched for drift without it, and it does not count as missing', async () => {
  const store = await city();
  const count = async (): Promise<number[]> => {
    const scene = await sceneOf(store);
    const samples = await sampleInputs(store, new UsualBook(store), scene, at(12), at(108), null);
    const missing = samples.get(null)?.missing ?? [];
    return [...missing];
  };
  expect(await count()).toEqual([16, 0]);
  // The second sample lies in it, and the third would be a change from it.
  await log(store, at(24), at(25));
  expect(await count()).toEqual([14, 0]);
});
