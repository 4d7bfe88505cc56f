import { describe, expect, test } from 'vitest';
import type { CovariateName } from '../../../main/common/covariates.ts';
import { covariatesFromStore } from '../../../main/forecast/covariates/covariates.ts';
import { hasOnlyGrown } from '../../../main/forecast/fitting/grown-data.ts';
import { alterations, alteredStore, timesOf } from '../../../main/forecast/scenarios/altered-surroundings.ts';
import { isBeyondSeenEndings } from '../../../main/forecast/scenarios/seen-endings.ts';
import { readScene } from '../../../main/forecast/scene.ts';
import { seriesFromStore, windowFromStore } from '../../../main/forecast/origin/window.ts';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { bench, speeds, written, type Bench } from '../ingest/importing.ts';

/** Five places along a road, two kilometres apart, and a far one; speeds of three hours from 08:00. */
const places = ['A', 'B', 'C', 'D', 'E', 'far'];
const minute = 60_000;
const start = Date.UTC(2025, 5, 2, 8);
const clock = (minutes: number): string => new Date(start + minutes * minute).toISOString();
const latitude = (place: number): number => (place === 5 ? 45 : 44 + place * 0.018);

async function city(): Promise<Bench> {
  const made = await bench();
  const rows = Array.from({ length: 36 }, (_, step) =>
    [clock(step * 5), ...places.map(() => 50 + step)].join(),
  );
  await made.load(
    written(
      'places.csv',
      ['sensor,latitude,longitude', ...places.map((key, place) => `${key},${latitude(place)},-12`)].join(
        '\n',
      ),
    ),
  );
  await made.load(written('speed.csv', [['time', ...places].join(), ...rows].join('\n')), speeds);
  const links = ['A', 'B', 'C', 'D'].map((from, index) => `${from},${places[index + 1]},1`);
  await made.load(written('links.csv', ['from,to,weight', ...links].join('\n')), { linkType: 'road' });
  return made;
}

const incidents = (...rows: readonly string[]): string =>
  written('incidents.csv', ['id,kind,happened,reported,cleared,lat,lon', ...rows].join('\n'));
const weather = (...rows: readonly string[]): string =>
  written('weather.csv', ['time,rain,visibility', ...rows].join('\n'));
const forecast = (...rows: readonly string[]): string =>
  written('forecast.csv', ['issued,time,rain,visibility', ...rows].join('\n'));
const events = (...rows: readonly string[]): string =>
  written('events.csv', ['key,kind,starts_at,ends_at,visitors,announced,lat,lon', ...rows].join('\n'));

async function windowOf(store: WorkspaceStore, minutes: number): Promise<Window> {
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  const shape = { historySteps: 6, horizonSteps: 2, daysBefore: [] };
  return await windowFromStore(store, scene, shape, start + minutes * minute);
}

/** Values of a covariate at the last step, one for each place or one. */
function latest({ covariates, historySteps }: Window, name: CovariateName): number[] {
  const values = covariates.find((one) => one.name === name)?.values ?? new Float32Array();
  return Array.from({ length: values.length / historySteps }, (_, row) =>
    Number((values[(row + 1) * historySteps - 1] ?? NaN).toFixed(3)),
  );
}

describe('what was known at the origin', () => {
  test('is nothing where no such file is loaded', async () => {
    const { store } = await city();
    expect((await windowOf(store, 60)).covariates).toEqual([]);
  });

  test('an incident is known from when it was received, up- and downstream, and over only when that was received', async () => {
    const { store, load } = await city();
    await load(
      incidents(
        `c1,collision,${clock(30)},${clock(40)},${clock(60)},${latitude(2)},-12`,
        `m1,medical,${clock(30)},${clock(30)},,${latitude(2)},-12`,
      ),
    );
    expect(latest(await windowOf(store, 35), 'incident-here')).toEqual([0, 0, 0, 0, 0, 0]);
    const then = await windowOf(store, 45);
    expect(latest(then, 'incident-here')).toEqual([0, 0, 1, 0, 0, 0]);
    expect(latest(then, 'incident-downstream')).toEqual([0.25, 0.5, 0, 0, 0, 0]);
    expect(latest(then, 'incident-upstream')).toEqual([0, 0, 0, 0.5, 0.25, 0]);
    expect(latest(await windowOf(store, 60), 'incident-here')).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('an end that is told late leaves the incident open until then, one never told for three hours', async () => {
    const { store, load } = await city();
    const path = written(
      'incidents.csv',
      `id,kind,happened,reported,cleared,clearance told,lat,lon
c1,collision,${clock(0)},${clock(0)},${clock(20)},${clock(40)},${latitude(2)},-12
c2,collision,${clock(-130)},${clock(-130)},,,${latitude(4)},-12`,
    );
    await load(path, { endReceivedColumn: 'clearance told' });
    const here = async (minutes: number) =>
      latest(await windowOf(store, minutes), 'incident-here').slice(2, 5);
    expect(await here(35)).toEqual([1, 0, 1]);
    expect(await here(45)).toEqual([0, 0, 1]);
    expect(await here(55)).toEqual([0, 0, 0]);
  });

  test('rain is what was measured by then, else what the last forecast by then said, now and in an hour', async () => {
    const { store, load } = await city();
    await load(weather(`${clock(-60)},1,5000`, `${clock(0)},2,700`, `${clock(60)},4,5000`));
    await load(
      forecast(
        `${clock(-120)},${clock(0)},8,900`,
        `${clock(-120)},${clock(60)},9,900`,
        `${clock(50)},${clock(60)},3,900`,
        `${clock(50)},${clock(120)},5,400`,
      ),
    );
    const rain = async (minutes: number) => {
      const window = await windowOf(store, minutes);
      return [...latest(window, 'rain-now'), ...latest(window, 'rain-ahead'), ...latest(window, 'fog-now')];
    };
    expect(await rain(30)).toEqual([8, 9, 100]);
    expect(await rain(55)).toEqual([8, 3, 100]);
    expect(await rain(65)).toEqual([3, 5, 100]);
    expect(latest(await windowOf(store, 65), 'fog-ahead')).toEqual([600]);
  });

  test('an event is known from when it was announced, near it, before its start and after its end', async () => {
    const { store, load } = await city();
    await load(
      events(
        `e1,match,${clock(90)},${clock(150)},20000,${clock(-600)},${latitude(1)},-12`,
        `e2,fair,${clock(90)},${clock(150)},20000,${clock(50)},${latitude(4)},-12`,
      ),
    );
    const before = latest(await windowOf(store, 30), 'event-start');
    expect(before[1]).toBeCloseTo(20, 1);
    expect(before[5]).toBe(0);
    expect(before[4]).toBe(0);
    expect(latest(await windowOf(store, 50), 'event-start')[4]).toBeGreaterThan(5);
    const after = await windowOf(store, 135);
    expect(latest(after, 'event-start')).toEqual([0, 0, 0, 0, 0, 0]);
    expect(latest(after, 'event-end')[1]).toBeCloseTo(20, 1);
  });
});

test('an incident is on the carriageway that it lies on, however long that is, and nowhere where it is far from every place', async () => {
  const { store, load } = await bench();
  const line = (key: string, longitude: number) => ({
    type: 'Feature',
    properties: { key },
    geometry: {
      type: 'LineString',
      coordinates: [
        [longitude, 44],
        [longitude, 44.02],
      ],
    },
  });
  const features = [line('north', -12), line('south', -12.00025)];
  await load(written('roads.geojson', JSON.stringify({ type: 'FeatureCollection', features })), {
    placeColumn: 'key',
  });
  const rows = Array.from({ length: 36 }, (_, step) => `${clock(step * 5)},50,50`);
  await load(written('speed.csv', ['time,north,south', ...rows].join('\n')), speeds);
  await load(
    incidents(
      `c1,collision,${clock(30)},${clock(30)},,44.011,-12.00002`,
      `c2,collision,${clock(30)},${clock(30)},,44.011,-12.02`,
    ),
  );
  expect(latest(await windowOf(store, 45), 'incident-here')).toEqual([1, 0]);
});

test('a file of them neither moves the clock of the city nor asks for models to be fitted anew', async () => {
  const { store, load } = await city();
  const before = await readScene(store, 'traffic');
  await load(weather(`${clock(-90 * 24 * 60)},1,5000`, `${clock(0)},2,700`));
  await load(incidents('c1,collision,2025-06-02 10:00,2025-06-02 10:05,,44,-12'), { zone: 'Asia/Tokyo' });
  const after = await readScene(store, 'traffic');
  if (before === null || after === null) throw new Error('no readings are loaded');
  expect([after.zone, after.span, after.structure]).toEqual([before.zone, before.span, before.structure]);
  expect(hasOnlyGrown(after, { dataHash: before.dataHash }, before.span.to)).toBe(true);
});

test('what comes in later changes nothing of an earlier cut-off, and training sees what a forecast saw', async () => {
  const { store, load } = await city();
  const then = 60;
  await load(incidents(`c1,collision,${clock(30)},${clock(40)},,${latitude(2)},-12`));
  await load(forecast(`${clock(-60)},${clock(0)},8,900`, `${clock(-60)},${clock(60)},9,900`));
  await load(events(`e1,match,${clock(90)},${clock(150)},20000,${clock(-600)},${latitude(1)},-12`));
  const known = await windowOf(store, then);
  expect(latest(known, 'incident-here')).toEqual([0, 0, 1, 0, 0, 0]);
  await load(
    incidents(
      `c1,collision,${clock(30)},${clock(40)},${clock(61)},${latitude(2)},-12`,
      `c2,collision,${clock(30)},${clock(61)},,${latitude(4)},-12`,
    ),
  );
  await load(forecast(`${clock(62)},${clock(60)},0,9000`, `${clock(62)},${clock(120)},0,9000`));
  await load(weather(`${clock(30)},5,5000`, `${clock(90)},4,5000`));
  await load(events(`e2,match,${clock(90)},${clock(150)},20000,${clock(61)},${latitude(4)},-12`));
  const named = (window: Window) => new Map(window.covariates.map(({ name, values }) => [name, [...values]]));
  expect(named(await windowOf(store, then))).toEqual(named(known));
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  const series = await seriesFromStore(store, scene, start, start + 180 * minute);
  const shape = { historySteps: 6, horizonSteps: 2, daysBefore: [] };
  for (const step of [6, 12, 13, 20]) {
    const trained = named(windowAt(series, step, shape));
    expect(trained, String(step)).toEqual(named(await windowOf(store, step * 5)));
  }
});

test('a scenario changes what it is about at the cut-off, and nothing else', async () => {
  const { store, load } = await city();
  await load(incidents(`c1,collision,${clock(30)},${clock(40)},,${latitude(2)},-12`));
  await load(forecast(`${clock(-60)},${clock(0)},8,900`, `${clock(-60)},${clock(60)},9,900`));
  await load(events(`e1,match,${clock(0)},${clock(150)},20000,${clock(-600)},${latitude(1)},-12`));
  const real = await windowOf(store, 60);
  const scene = await readScene(store, 'traffic');
  if (scene === null) throw new Error('no readings are loaded');
  const changedBy: Record<string, readonly string[]> = {};
  const underId: Record<string, Window> = {};
  for (const { id, alter } of alterations) {
    const altered = alteredStore(store, alter, real.asOf, real.asOf);
    const covariates = await covariatesFromStore(altered, scene, start + 30 * minute, 6, real.asOf);
    underId[id] = { ...real, covariates };
    changedBy[id] = covariates
      .filter(({ values }, index) => values.join() !== real.covariates[index]?.values.join())
      .map(({ name }) => name);
  }
  expect(changedBy).toEqual({
    'no-rain': ['rain-now', 'rain-ahead'],
    'no-fog': ['fog-now', 'fog-ahead'],
    'events-ended': ['event-end'],
    'incidents-cleared': ['incident-here', 'incident-downstream', 'incident-upstream'],
  });
  const then = (id: string, name: CovariateName) => latest(underId[id] ?? real, name);
  expect(then('no-rain', 'rain-now')).toEqual([0]);
  expect(then('no-fog', 'fog-now')).toEqual([0]);
  expect(latest(real, 'incident-here')[2]).toBe(1);
  expect(then('incidents-cleared', 'incident-here')[2]).toBe(0);
  expect(latest(real, 'event-end')[1]).toBe(0);
  expect(then('events-ended', 'event-end')[1]).toBeGreaterThan(10);
});

test('an event that goes on may end at times ahead of the cut-off, before the target; more visitors than ever left before are marked', async () => {
  const { store, load } = await city();
  await load(events(`e1,match,${clock(0)},${clock(150)},20000,${clock(-600)},${latitude(1)},-12`));
  const real = await windowOf(store, 60);
  const scene = await readScene(store, 'traffic');
  const ended = alterations.find(({ id }) => id === 'events-ended');
  if (scene === null || ended === undefined) throw new Error('no readings are loaded');
  const times = async (target: number, asOf = real.asOf) =>
    (
      await timesOf(ended.takesHold, store.surroundings, { asOf, stepSeconds: 300 }, start + target * minute)
    ).map((at) => ((at ?? NaN) - real.asOf) / minute);
  expect(await times(120)).toEqual([0, 15, 30, 45]);
  expect(await times(90)).toEqual([0, 15]);
  expect(await times(300, start + 200 * minute)).toEqual([]);
  const leavingAt = async (minutes: number) => {
    const altered = alteredStore(store, ended.alter, real.asOf, real.asOf + minutes * minute);
    return await covariatesFromStore(altered, scene, start + 30 * minute, 6, real.asOf);
  };
  const shares = [];
  for (const minutes of [0, 15, 30, 45, 90]) {
    const covariates = await leavingAt(minutes);
    shares.push((latest({ ...real, covariates }, 'event-end')[1] ?? NaN) / 20);
  }
  expect(shares.map((share) => share.toFixed(2))).toEqual(['0.75', '1.00', '0.75', '0.50', '0.00']);
  const isBeyond = async (place: number): Promise<boolean> =>
    await isBeyondSeenEndings(store, scene, real, place, await leavingAt(15));
  expect([await isBeyond(1), await isBeyond(5)]).toEqual([true, false]);
  await load(events(`e0,match,${clock(0)},${clock(10)},21000,${clock(-600)},${latitude(1)},-12`));
  expect(await isBeyond(1)).toBe(false);
});
