import { expect, test } from 'vitest';
import { cityRoads } from '../../../../main/forecast/causes/city-roads.ts';
import { loggedAround } from '../../../../main/forecast/causes/logged.ts';
import { readScene } from '../../../../main/forecast/scene.ts';
import { bench, speeds, written } from '../../ingest/importing.ts';

const minute = 60_000;
/** Two days of a place by the half hour. */
const start = Date.UTC(2025, 5, 2);
const asOf = start + 24 * 60 * minute;
const at = (minutes: number): string => new Date(asOf + minutes * minute).toISOString();

async function keysAround(...log: readonly (readonly (string | number)[])[]): Promise<string[]> {
  const { store, load } = await bench();
  const rows = Array.from({ length: 96 }, (_, step) => `${at((step - 48) * 30)},50`);
  await load(written('places.csv', 'sensor,latitude,longitude\nA,44,-12'));
  await load(written('speed.csv', ['time,A', ...rows].join('\n')), speeds);
  const lines = log.map((row) => row.join());
  await load(written('log.csv', ['id,kind,happened,reported,cleared,lat,lon', ...lines].join('\n')));
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  const known = await loggedAround(store, await cityRoads(store, scene), 0, asOf, 30 * minute);
  return known.map(({ cause: { kind, key } }) => `${kind} ${key}`);
}

test('what is logged within reach of a place may matter, an outage less far away than what is on the road', async () => {
  const [north, south] = [44.035, 43.99];
  const keys = await keysAround(
    ['crash', 'crash', at(-40), at(-35), '', north, -12],
    ['power cut', 'power cut', at(-40), at(-35), '', south, -12],
    ['dark', 'power outage', at(-40), at(-35), '', north, -12],
    ['fire', 'fire', at(-40), at(-35), '', south, -12],
  );
  expect(keys).toEqual(['collision crash', 'outage power cut']);
});

test('so may what is over for less than an hour, and nothing that nobody had told of by then', async () => {
  const keys = await keysAround(
    ['over', 'outage', at(-200), at(-190), at(-30), 44, -12],
    ['long over', 'outage', at(-200), at(-190), at(-90), 44, -12],
    ['told late', 'outage', at(-40), at(5), '', 44, -12],
  );
  expect(keys).toEqual(['outage over']);
});
