import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KnownAheadGroup } from '../../main/common/known-ahead.ts';
import { localDays } from '../../main/forecast/origin/calendar.ts';
import { pairedBlockBootstrap } from '../../models/evaluation/bootstrap.ts';
import { noLinks, type Series } from '../../models/series/series.ts';
import { cityZone } from '../../tools/sample-city/words.ts';
import { coverage, judged, missedByDay, type JudgedDay } from './loads/judged.ts';
import { feedersOf } from './loads/sample-city.ts';
import { told, type Surroundings } from './loads/told.ts';
import { holidaysOfMorocco2017 } from './references/holidays-morocco-2017.ts';

/**
 * What weather and holidays are worth to the load ridge that is told of them, and on which days its intervals hold. Tetouan's weather is that of the very
 * day (ex post), on the validation part of `metropole evaluate energy`; the sample city's is the forecast that was issued by the midnight before. Errors are
 * by the hour, in kW, intervals of a bootstrap over days.
 */
const standard = join(import.meta.dirname, '../../../shared/data/tetouan/power-consumption.csv');
const day = 24;
const dayMilliseconds = 86_400_000;
const ways: readonly (readonly [string, readonly KnownAheadGroup[]])[] = [
  ['nothing', []],
  ['holidays', ['holidays']],
  ['temperature', ['weather']],
  ['holidays and temperature', ['holidays', 'weather']],
];

await tetouan(resolve(process.argv[3] ?? standard));
await sampleCity();

async function tetouan(file: string): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const { series, temperature } = read(text);
  const off = new Set(holidaysOfMorocco2017.map((date) => Date.parse(date) / dayMilliseconds));
  const around: Surroundings = {
    days: localDays(series.start, 3600, series.steps + day, 'UTC'),
    isHoliday: (date) => off.has(date),
    temperature: (step) => temperature[step] ?? NaN,
  };
  const count = 60;
  const origins = Array.from({ length: count }, (_, index) => series.steps - (2 * count - index) * day);
  console.log(`${file} sha256 ${createHash('sha256').update(text).digest('hex')}`);
  console.log('validation part, weather of the very day');
  const all = await judgedWays(series, around, origins, 1);
  console.table(
    series.places.flatMap((place, at) =>
      rowsOf(all, (one) => one.place === at).map((row) => ({ place, ...row })),
    ),
  );
}

async function sampleCity(): Promise<void> {
  const { series, forecastAt, measuredAt, isHoliday } = feedersOf(180, 16);
  const at = (step: number): number => series.start + step * 3_600_000;
  const days = localDays(series.start, 3600, series.steps + day, cityZone);
  const off = new Set(Array.from(days).filter((_, step) => isHoliday(at(step))));
  const around: Surroundings = {
    days,
    isHoliday: (date) => off.has(date),
    temperature: (step, knownAt) =>
      step < knownAt ? measuredAt(at(step)) : forecastAt(at(step), at(knownAt)),
  };
  const midnights = Array.from({ length: series.steps - day }, (_, step) => step).filter(
    (step) => series.calendar.minuteOfDay[step] === 0,
  );
  const origins = midnights.slice(-120);
  const daysAgo = (index: number): number | undefined =>
    [0, 1, 2, 7].find((before) => off.has((days[origins[index] ?? -1] ?? NaN) - before));
  const kinds = [
    ['all', () => true],
    ['ordinary', (index: number) => daysAgo(index) === undefined],
    ['holiday', (index: number) => daysAgo(index) === 0],
    ['the day after', (index: number) => daysAgo(index) === 1],
    ['two days after', (index: number) => daysAgo(index) === 2],
    ['a week after', (index: number) => daysAgo(index) === 7],
  ] as const;
  console.log(
    `sample city: ${series.places.length} feeders, ridge learned every four days, last 120 days of 180`,
  );
  const all = await judgedWays(series, around, origins, 4);
  console.table(
    kinds.flatMap(([kind, isOne]) =>
      rowsOf(all, ({ index }) => isOne(index)).map((row) => ({ days: kind, ...row })),
    ),
  );
}

type Judged = readonly (readonly [string, readonly JudgedDay[]])[];

async function judgedWays(
  series: Series,
  around: Surroundings,
  origins: readonly number[],
  refitDays: number,
): Promise<Judged> {
  const all: [string, JudgedDay[]][] = [];
  for (const [name, groups] of ways)
    all.push([name, await judged(told(series, groups, around), origins, refitDays)]);
  return all;
}

function rowsOf(all: Judged, isOne: (one: JudgedDay) => boolean): Record<string, string | number>[] {
  const [plain] = all;
  const without = missedByDay((plain?.[1] ?? []).filter(isOne));
  return all.map(([name, days]) => {
    const kept = days.filter(isOne);
    const missed = missedByDay(kept);
    const { difference, low, high } = pairedBlockBootstrap(missed, without, 1, { resamples: 2000, seed: 1 });
    return {
      ...{ told: name, judged: missed.length },
      MAE: (missed.reduce((sum, one) => sum + one, 0) / missed.length).toFixed(1),
      'less untold, 95 %': `${difference.toFixed(1)} (${low.toFixed(1)} … ${high.toFixed(1)})`,
      'pinball loss': (kept.reduce((sum, one) => sum + one.loss, 0) / kept.length).toFixed(1),
      'inside 90 %': coverage(kept).toFixed(3),
    };
  });
}

/** Loads and temperature by the hour: six rows each. */
function read(csv: string): { series: Series; temperature: Float64Array } {
  const lines = csv.trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(',').slice(1).map(Number));
  const steps = Math.floor(rows.length / 6);
  const hourly = (column: number): number[] =>
    Array.from({ length: steps }, (_, hour) =>
      rows.slice(6 * hour, 6 * hour + 6).reduce((sum, cells) => sum + (cells[column] ?? NaN) / 6, 0),
    );
  const places = ['Zone1', 'Zone2', 'Zone3'];
  const sunday = 6;
  return {
    temperature: Float64Array.from(hourly(0)),
    series: {
      places,
      start: Date.UTC(2017, 0, 1),
      stepSeconds: 3600,
      steps,
      values: Float32Array.from([5, 6, 7].flatMap(hourly)),
      calendar: {
        minuteOfDay: Uint16Array.from({ length: steps }, (_, hour) => 60 * (hour % day)),
        dayOfWeek: Uint8Array.from({ length: steps }, (_, hour) => (sunday + Math.floor(hour / day)) % 7),
      },
      links: noLinks(places.length),
      covariates: [],
    },
  };
}
