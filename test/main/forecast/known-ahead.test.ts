import { describe, expect, test } from 'vitest';
import type { KnownAheadName } from '../../../main/common/known-ahead.ts';
import { unknownAhead } from '../../../main/forecast/covariates/unknown-ahead.ts';
import { readScene } from '../../../main/forecast/scene.ts';
import { seriesFromStore, windowFromStore } from '../../../main/forecast/origin/window.ts';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { windowAt, type Window } from '../../../models/series/window.ts';
import { bench, written, type Bench } from '../ingest/importing.ts';

const hour = 3_600_000;
const zone = 'Europe/Lisbon';
/** Midnight in Lisbon, the first hour of ten days of one feeder. */
const start = Date.UTC(2025, 5, 2, -1);
const days = 10;
const iso = (hours: number): string => new Date(start + hours * hour).toISOString();
const shape = { historySteps: 24, horizonSteps: 24, daysBefore: [1] };

async function feeder(stepMinutes = 60): Promise<Bench> {
  const made = await bench();
  const steps = (days * 24 * 60) / stepMinutes;
  const rows = Array.from({ length: steps }, (_, step) => `${iso((step * stepMinutes) / 60)},${400 + step}`);
  await made.load(written('load.csv', ['time,feeder_1', ...rows].join('\n')), {
    metric: 'load',
    unit: 'kW',
    zone,
  });
  return made;
}

async function windowOf(store: WorkspaceStore, hours: number): Promise<Window> {
  const scene = await readScene(store, 'energy');
  if (scene === null) throw new Error('no loads are loaded');
  const perHour = 3600 / scene.span.stepSeconds;
  const wanted = { ...shape, historySteps: 24 * perHour, horizonSteps: 24 * perHour };
  return await windowFromStore(store, scene, wanted, start + hours * hour);
}

const named = ({ knownAhead }: Window, name: KnownAheadName): number[] | undefined => {
  const found = knownAhead?.find((one) => one.name === name);
  return found && Array.from(found.values, (value) => Number(value.toFixed(3)));
};
const calendar = (...holidays: readonly string[]): string =>
  written('holidays.csv', ['date,holiday', ...holidays.map((date) => `${date},Feast`)].join('\n'));
const forecast = (...rows: readonly string[]): string =>
  written('forecast.csv', ['issued,time,rain,temperature', ...rows].join('\n'));
const weather = (...rows: readonly string[]): string =>
  written('weather.csv', ['time,rain,temperature', ...rows].join('\n'));

describe('what is known ahead of loads', () => {
  test('is nothing where neither calendar nor weather is loaded', async () => {
    const { store } = await feeder();
    expect((await windowOf(store, 48)).knownAhead).toEqual([]);
  });

  test('holidays are those of the local day of the target, one, two and seven days before, and none at weekends', async () => {
    const { store, load } = await feeder();
    await load(calendar('2025-06-04', '2025-06-07'));
    const flags = async (hours: number) => {
      const window = await windowOf(store, hours);
      return (['holiday', 'holiday-yesterday', 'holiday-two-days-ago', 'holiday-week-ago'] as const).map(
        (name) => named(window, name)?.join(''),
      );
    };
    const [none, first, second] = [
      '0'.repeat(48),
      '1'.repeat(24) + '0'.repeat(24),
      '0'.repeat(24) + '1'.repeat(24),
    ];
    expect(await flags(48)).toEqual([first, second, none, none]);
    expect(await flags(72)).toEqual([none, first, second, none]);
    expect(await flags(60)).toEqual([
      '1'.repeat(12) + '0'.repeat(36),
      '0'.repeat(12) + '1'.repeat(24) + '0'.repeat(12),
      '0'.repeat(36) + '1'.repeat(12),
      none,
    ]);
    expect(await flags(48 + 7 * 24)).toEqual([none, none, none, first]);
    expect(await flags(4 * 24)).toEqual([none, none, first, none]);
    expect(await flags(5 * 24)).toEqual([none, none, none, none]);
  });

  test('days that no calendar speaks of are not known', async () => {
    const { store, load } = await feeder();
    await load(written('days.csv', 'date,holiday\n2025-06-01,\n2025-06-02,Feast\n2025-06-03,\n'));
    const window = await windowOf(store, 36);
    expect(named(window, 'holiday')).toEqual([...Array<number>(12).fill(0), ...Array<number>(36).fill(NaN)]);
    expect(named(window, 'holiday-yesterday')).toEqual([
      ...Array<number>(12).fill(1),
      ...Array<number>(24).fill(0),
      ...Array<number>(12).fill(NaN),
    ]);
    expect(named(window, 'holiday-week-ago')).toBeUndefined();
  });

  test('temperature is the last forecast issued by the origin against what was measured a day before', async () => {
    const { store, load } = await feeder();
    await load(weather(`${iso(24)},0,10`, `${iso(25)},0,26`, `${iso(26)},0,20`));
    await load(
      forecast(
        `${iso(40)},${iso(48)},0,5`,
        `${iso(40)},${iso(49)},0,24`,
        `${iso(47)},${iso(48)},0,12`,
        `${iso(47)},${iso(49)},0,23`,
        `${iso(49)},${iso(48)},0,0`,
        `${iso(49)},${iso(49)},0,0`,
      ),
    );
    const heating = async (hours: number) => named(await windowOf(store, hours), 'heating-change');
    const cooling = async (hours: number) => named(await windowOf(store, hours), 'cooling-change');
    expect((await heating(48))?.slice(0, 3)).toEqual([-2, 0, NaN]);
    expect((await cooling(48))?.slice(0, 3)).toEqual([0, -3, NaN]);
    expect((await heating(41))?.slice(7, 9)).toEqual([5, 0]);
    expect(await heating(100)).toBeUndefined();
  });

  test('what comes in later changes nothing, and training sees what a forecast saw, at quarter hours too', async () => {
    const { store, load } = await feeder(15);
    const hours = Array.from({ length: days * 24 }, (_, index) => index);
    const degrees = (index: number): number => 12 + 8 * Math.sin(index / 5);
    await load(calendar('2025-06-04', '2025-06-09'));
    await load(weather(...hours.slice(0, 72).map((index) => `${iso(index)},0,${degrees(index).toFixed(2)}`)));
    const issued = (at: number) =>
      hours
        .slice(at, at + 30)
        .map((index) => `${iso(at)},${iso(index)},0,${(degrees(index) + at / 40).toFixed(2)}`);
    await load(forecast(...issued(24), ...issued(48), ...issued(60)));
    const known = await windowOf(store, 61);
    await load(written('later.csv', ['issued,time,rain,temperature', ...issued(66)].join('\n')));
    expect((await windowOf(store, 61)).knownAhead).toEqual(known.knownAhead);
    expect(known.knownAhead?.map(({ name }) => name)).toHaveLength(6);
    const scene = await readScene(store, 'energy');
    if (scene === null) throw new Error('no loads are loaded');
    const series = await seriesFromStore(store, scene, start, start + days * 24 * hour);
    for (const origin of [50, 61, 70]) {
      const wanted = { ...shape, historySteps: 96, horizonSteps: 96 };
      const seen = new Map(
        windowAt(series, origin * 4, wanted).knownAhead?.map(({ name, values }) => [name, [...values]]),
      );
      const asked = await windowOf(store, origin);
      for (const { name, values } of asked.knownAhead ?? []) expect(seen.get(name)).toEqual([...values]);
    }
  });
});

test('what a model looks at and nobody knew of an hour is named', async () => {
  const { store, load } = await feeder();
  await load(written('days.csv', 'date,holiday\n2025-06-01,\n2025-06-02,Feast\n2025-06-03,\n'));
  await load(weather(`${iso(24)},0,10`, `${iso(25)},0,26`));
  await load(forecast(`${iso(40)},${iso(48)},0,5`, `${iso(40)},${iso(49)},0,24`));
  const { knownAhead = [] } = await windowOf(store, 48);
  const looked = ['calendar', 'holidays', 'weather', 'past-days'];
  const named = (step: number, groups = looked) => unknownAhead([...knownAhead], groups, step);
  expect(named(0)).toEqual(['holidays']);
  expect(named(2)).toEqual(['holidays', 'weather']);
  expect(named(2, ['calendar', 'past-days'])).toEqual([]);
  expect(unknownAhead([], looked, 0)).toEqual(['holidays', 'weather']);
});
