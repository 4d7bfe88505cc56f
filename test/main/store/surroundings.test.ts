import { expect, test } from 'vitest';
import { bench, written } from '../ingest/importing.ts';

const hour = 3_600_000;
const at = Date.UTC(2025, 5, 2);
const clock = (hours: number): string => new Date(at + hours * hour).toISOString();
const request = (asOf: number | null) => ({
  from: at,
  to: at + 24 * hour,
  asOf: asOf === null ? null : at + asOf * hour,
});

test('an incident is as it was known at a cut-off; of two files the later one is current', async () => {
  const { store, load } = await bench();
  expect(await store.surroundings.kinds()).toEqual({
    weather: false,
    incidents: false,
    events: false,
    holidays: false,
  });
  const log = (kind: string, told: number, file: string): string =>
    written(file, `id,kind,happened,reported,cleared\ni1,${kind},${clock(8)},${clock(told)},${clock(11)}\n`);
  await load(log('fire', 9, 'first.csv'));
  const kindAt = async (asOf: number | null) =>
    (await store.surroundings.incidents(request(asOf))).map(({ kind, endsAt }) => [kind, endsAt]);
  expect(await kindAt(8.5)).toEqual([]);
  expect(await kindAt(10)).toEqual([['fire', null]]);
  expect(await kindAt(11)).toEqual([['fire', at + 11 * hour]]);
  await load(log('collision', 10, 'second.csv'));
  expect(await kindAt(9.5)).toEqual([['fire', null]]);
  expect(await kindAt(null)).toEqual([['collision', at + 11 * hour]]);
  const over = { from: at + 11 * hour, to: at + 24 * hour, asOf: null };
  expect(await store.surroundings.incidents(over)).toEqual([]);
  expect(await store.surroundings.kinds()).toMatchObject({ incidents: true, events: false });
});

test('an event is known since it was announced, one of which nobody says when, all along', async () => {
  const { store, load } = await bench();
  await load(
    written(
      'events.csv',
      `key,name,kind,starts_at,ends_at,visitors,announced
e1,Derby,match,${clock(18)},${clock(20)},27000,${clock(6)}
e2,Fair,fair,${clock(18)},${clock(20)},,
`,
    ),
  );
  const namesAt = async (asOf: number) =>
    (await store.surroundings.events(request(asOf))).map(({ name, visitors }) => [name, visitors]);
  expect(await namesAt(5)).toEqual([['Fair', null]]);
  expect(await namesAt(6)).toEqual([
    ['Derby', 27_000],
    ['Fair', null],
  ]);
});

test('weather is the mean of the stations, the later file before the earlier one, nothing issued after the cut-off', async () => {
  const { store, load } = await bench();
  const file = (name: string, rain: readonly [number, number]): string =>
    written(
      name,
      `issued,time,station,rain,wind\n${clock(1)},${clock(2)},n,${rain[0]},3\n${clock(1)},${clock(2)},s,${rain[1]},5\n${clock(2)},${clock(3)},n,9,5\n`,
    );
  await load(file('first.csv', [1, 3]));
  const weather = async (asOf: number) =>
    (await store.surroundings.weather(['rain'], request(asOf))).map(({ value, startsAt, endsAt }) => [
      value,
      startsAt - at,
      endsAt - at,
    ]);
  expect(await weather(1.5)).toEqual([[2, 2 * hour, 3 * hour]]);
  await load(file('second.csv', [5, 7]));
  expect(await weather(1.5)).toEqual([[6, 2 * hour, 3 * hour]]);
  expect(await weather(0.5)).toEqual([]);
});
