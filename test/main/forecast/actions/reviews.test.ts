import { expect, test } from 'vitest';
import type { ModelRow } from '../../../../main/common/rows/models.ts';
import { ownWidths } from '../../../../main/common/rows/interval-widths.ts';
import type { NewRun, RunKind } from '../../../../main/common/rows/runs.ts';
import { reviewDrift, TrainingInputs } from '../../../../main/forecast/trust/drift-review.ts';
import { widthsAt } from '../../../../main/forecast/runs/interval-widths.ts';
import { readScene } from '../../../../main/forecast/scene.ts';
import { reviewStandIns } from '../../../../main/forecast/trust/stand-in-review.ts';
import { UsualBook } from '../../../../main/forecast/origin/usual.ts';
import type { WorkspaceStore } from '../../../../main/store/workspace-store.ts';
import { newRun } from '../../store/sample-run.ts';
import { at, storeWithReadings } from '../../store/store.ts';

/** 32 hours of forecasts, every quarter of an hour. */
const steps = 384;
const everyQuarter = Array.from({ length: steps / 3 }, (_, index) => index * 3);

const model = (modelId: string, isBenchmark: boolean): ModelRow => ({
  ...{ modelId, version: '1', topic: 'traffic', isBenchmark, stateFile: '', dataHash: '' },
  ...{ trainedFrom: at(0), trainedTo: at(0), seed: 1, validationPinball: 1, isShown: !isBenchmark },
  ...{ createdAt: 0, state: 'approved', approval: null, replacedAt: null, begunWith: null, counts: null },
  validation: null,
});
const serving = {
  shown: model('ridge', false),
  benchmark: model('persistence', true),
  own: new Map<number, ModelRow>(),
};

/** A run whose errors differ a little from block to block, beside a benchmark that errs by three. */
function run(kind: RunKind, asOf: number, series: readonly number[], error: number): NewRun {
  const made = newRun(kind, asOf, series, error + (Math.floor(asOf / 24) % 3) / 10);
  const { benchmark } = made.forecasts;
  const sides = {
    benchmarkLower: benchmark.map((value) => value - 5),
    benchmarkUpper: benchmark.map((value) => value + 5),
  };
  return { ...made, run: { ...made.run, steps: 8 }, forecasts: { ...made.forecasts, ...sides } };
}

async function sceneOf(store: WorkspaceStore) {
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  return scene;
}

/** Logs an action at both places from a step on, and gives what takes it back. */
async function log(store: WorkspaceStore, from: number): Promise<() => Promise<void>> {
  const ids = await Promise.all(
    ['p0', 'p1'].map(async (placeKey) => {
      const { actionId } = await store.actions.add(() => ({
        ...{ placeKey, kind: 'lane-closed', note: '', from: at(from), until: null },
        ...{ loggedAt: 0, loggedBy: 'operator', endedBy: null, takenBack: null },
      }));
      return actionId;
    }),
  );
  return async () => {
    const takenBack = { at: 0, by: 'lead', reason: 'of the test' };
    for (const id of ids) await store.actions.change(id, (one) => ({ ...one, takenBack }));
  };
}

test('the benchmark takes the place of the model on what no action touches alone', async () => {
  const { store, series } = await storeWithReadings({ places: 2, from: 0, to: steps });
  await store.runs.insert(everyQuarter.map((asOf) => run('hindcast', asOf, series, 20)));
  const review = async () =>
    await reviewStandIns(store, await sceneOf(store), serving, at(steps), () => false);
  const takeBack = await log(store, 0);
  expect(await review()).toEqual([]);
  await takeBack();
  expect(await review()).toMatchObject([{ band: 1, regime: 'normal', isBenchmarkShown: true }]);
});

test('intervals follow the truth that no action touches alone', async () => {
  const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 20 });
  await store.runs.insert([run('hindcast', 8, series, 20), run('hindcast', 9, series, 20)]);
  const widths = async () => await widthsAt(store, await sceneOf(store), serving, at(12));
  const takeBack = await log(store, 5);
  expect(await widths()).toEqual(ownWidths);
  await takeBack();
  const { cells, series: ofSeries } = await widths();
  expect(cells['normal1']).toBeGreaterThan(1);
  for (const id of series) expect(ofSeries.get(id)).toBeGreaterThan(1);
});

test('errors while an action lasts are no drift', async () => {
  const { store, series } = await storeWithReadings({ places: 2, from: 0, to: 2 * steps });
  await store.runs.insert(everyQuarter.map((asOf) => run('hindcast', asOf, series, 0)));
  await store.runs.insert(everyQuarter.map((asOf) => run('live', steps + asOf, series, 20)));
  const training = new TrainingInputs();
  const review = async () =>
    await reviewDrift(store, new UsualBook(store), training, await sceneOf(store), serving, at(2 * steps));
  const takeBack = await log(store, steps);
  expect(await review()).toEqual([]);
  await takeBack();
  expect((await review()).map(({ kind, isOn }) => [kind, isOn])).toEqual([
    ['bias', true],
    ['size', true],
  ]);
});
