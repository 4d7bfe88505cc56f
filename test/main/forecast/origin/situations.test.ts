import { expect, test, vi } from 'vitest';
import { SituationBook } from '../../../../main/forecast/origin/situations.ts';
import { readScene } from '../../../../main/forecast/scene.ts';
import { bench, speeds, written, type Bench } from '../../ingest/importing.ts';

const minute = 60_000;
const day = 1440 * minute;
/** A Monday at midnight; three weeks of two places by the half hour. */
const start = Date.UTC(2025, 5, 2);
const [days, perDay] = [21, 48];
const asOf = start + 18 * day + 9 * 60 * minute;
const network = {
  ...{ id: 'traffic.network', kind: 'network' as const },
  ...{ historySteps: 2, horizonSteps: 2, daysBefore: [] },
};

async function city(): Promise<Bench> {
  const made = await bench();
  const rows = Array.from({ length: days * perDay }, (_, step) =>
    [new Date(start + step * 30 * minute).toISOString(), step / 10, step / 10].join(),
  );
  await made.load(written('places.csv', 'sensor,latitude,longitude\nA,44,-12\nfar,45,-12'));
  await made.load(written('speed.csv', ['time,A,far', ...rows].join('\n')), speeds);
  return made;
}

/** Hours of the three weeks at which situations like that of a place end. */
async function found({ store }: Bench, index: number, at = asOf): Promise<number[]> {
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  const situations = (await new SituationBook(store).near(scene, network, at, index)) ?? [];
  return situations.map(({ history }) => (Math.round(10 * (history[1] ?? NaN)) + 1) / 2);
}

test('are of the same kind of day, within half an hour of its time, the nearest days first', async () => {
  const hours = await found(await city(), 0);
  expect(hours).toHaveLength(24);
  const dayOf = (hour: number): number => Math.floor(hour / 24);
  expect(new Set(hours.map((hour) => hour % 24))).toEqual(new Set([9, 8.5]));
  expect(hours.slice(0, 3)).toEqual([17 * 24 + 9, 16 * 24 + 9, 15 * 24 + 9]);
  expect(hours.every((hour) => dayOf(hour) % 7 < 5 && dayOf(hour) < 18)).toBe(true);
});

test('none is told where an incident was known near the place, and what is far from it changes nothing', async () => {
  const made = await city();
  const before = await found(made, 0);
  const then = new Date(start + 16 * day + 8.25 * 60 * minute).toISOString();
  await made.load(
    written(
      'incidents.csv',
      `id,kind,happened,reported,cleared,lat,lon\ni,collision,${then},${then},${new Date(Date.parse(then) + 60 * minute).toISOString()},44,-12`,
    ),
  );
  const after = await found(made, 0);
  expect(before).toContain(16 * 24 + 9);
  expect(after).not.toContain(16 * 24 + 9);
  expect(await found(made, 1)).toContain(16 * 24 + 9);
});

test('are as many as there are where data begin late, and none of models that are compared with the usual', async () => {
  const made = await city();
  const hours = await found(made, 0, start + 2 * day + 9 * 60 * minute);
  expect(hours.toSorted((one, other) => one - other)).toEqual([8.5, 9, 9.5, 32.5, 33, 33.5]);
  const scene = await readScene(made.store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  const book = new SituationBook(made.store);
  expect(await book.near(scene, { ...network, kind: 'benchmark' }, asOf, 0)).toBeUndefined();
});

test('are read once for all places of the city', async () => {
  const { store } = await city();
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  const book = new SituationBook(store);
  const read = vi.spyOn(store.readings, 'matrix');
  await book.near(scene, network, asOf, 0);
  expect(read).toHaveBeenCalled();
  read.mockClear();
  expect(await book.near(scene, network, asOf, 1)).toHaveLength(24);
  expect(read).not.toHaveBeenCalled();
  book.forget();
  await book.near(scene, network, asOf, 1);
  expect(read).toHaveBeenCalled();
});
