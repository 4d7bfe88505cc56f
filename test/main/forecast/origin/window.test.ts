import { expect, test } from 'vitest';
import type { WorkspaceStore } from '../../../../main/store/workspace-store.ts';
import { readScene } from '../../../../main/forecast/scene.ts';
import { windowFromStore } from '../../../../main/forecast/origin/window.ts';
import { addReadings, at, emptyStore } from '../../store/store.ts';

const daySteps = 288;

/** Of two places, 15 minutes back and 10 ahead, with yesterday beside. */
async function windowAt(store: WorkspaceStore, asOf: number) {
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  return await windowFromStore(store, scene, { historySteps: 3, horizonSteps: 2, daysBefore: [1] }, asOf);
}

test('a window ends with the last interval before its cut-off, whatever is loaded beyond it', async () => {
  const store = await emptyStore();
  await addReadings(store, { places: 2, from: 0, to: daySteps + 48 });
  const { asOf, history, sameTime } = await windowAt(store, at(daySteps + 10));
  expect(asOf).toBe(at(daySteps + 10));
  const last = daySteps + 9;
  expect([...history]).toEqual([last - 2, last - 1, last, 1000 + last - 2, 1000 + last - 1, 1000 + last]);
  expect([...(sameTime[0]?.values ?? [])]).toEqual([10, 11, 1010, 1011]);
});

test('what was received after the cut-off was not known then, however early it was measured', async () => {
  const store = await emptyStore();
  await addReadings(store, { places: 1, from: 0, to: daySteps + 48 });
  const late = [daySteps + 8, 11];
  await store.write((connection) =>
    connection.run(
      `UPDATE reading SET received_at = make_timestamptz(${at(daySteps + 20) * 1000}) WHERE value IN (${late.join()})`,
    ),
  );
  const then = await windowAt(store, at(daySteps + 10));
  expect([...then.history]).toEqual([daySteps + 7, NaN, daySteps + 9]);
  expect([...(then.sameTime[0]?.values ?? [])]).toEqual([10, NaN]);
  const afterwards = await windowAt(store, at(daySteps + 20));
  expect([...afterwards.history]).toEqual([daySteps + 17, daySteps + 18, daySteps + 19]);
});
