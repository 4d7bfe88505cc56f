import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noLinks, type Series } from '../../models/series/series.ts';
import {
  comparison,
  cooledAbove,
  day,
  degreeChange,
  explained,
  heatedBelow,
  missedBy,
  type Missed,
} from './loads/gain.ts';
import { feedersOf } from './loads/sample-city.ts';

/**
 * What weather and holidays would be worth to the load ridge: from what it missed before is learned how its median should have been moved by the change of degree-hours from yesterday, and by
 * days that are or follow a holiday. Tetouan's weather is that of the very day (ex post), on the validation part of `metropole evaluate energy`; the sample city's is the
 * forecast that was issued by the midnight before. Errors are by the hour, in kW, intervals of a bootstrap over days.
 */
const standard = join(import.meta.dirname, '../../../shared/data/tetouan/power-consumption.csv');

await tetouan(resolve(process.argv[3] ?? standard));
await sampleCity();

async function tetouan(file: string): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const { series, temperature } = read(text);
  const [judged, before] = [60, 90];
  const first = series.steps - (2 * judged + before) * day;
  const origins = Array.from({ length: judged + before }, (_, index) => first + index * day);
  const missed = await missedBy(series, origins, 1);
  const told = explained(
    missed,
    (index, hour) => {
      const step = first + index * day + hour;
      return degreeChange(temperature[step - day] ?? NaN, temperature[step] ?? NaN, hour);
    },
    { from: before, refitDays: 1, isShared: false },
  );
  console.log(`${file} sha256 ${createHash('sha256').update(text).digest('hex')}`);
  console.log(
    `validation part, weather of the very day: heating below ${heatedBelow} °C, cooling above ${cooledAbove} °C`,
  );
  const days = Array.from({ length: judged }, (_, index) => before + index);
  console.table(
    series.places.map((place, index) => ({
      place,
      ...row([told[index] ?? []], [missed[index] ?? []], days),
    })),
  );
}

async function sampleCity(): Promise<void> {
  const { series, measuredAt, forecastAt, isHoliday } = feedersOf(540, 12);
  const at = (step: number): number => series.start + step * 3_600_000;
  const midnights = Array.from({ length: series.steps - day }, (_, step) => step).filter(
    (step) => series.calendar.minuteOfDay[step] === 0 && step >= 90 * day,
  );
  const from = midnights.length - 180;
  const missed = await missedBy(series, midnights, 7);
  const care = { from, refitDays: 7 };
  const byWeather = (errors: Missed, weather: (target: number, origin: number) => number): Missed =>
    explained(
      errors,
      (index, hour) => {
        const origin = midnights[index] ?? NaN;
        const target = at(origin + hour);
        return degreeChange(measuredAt(target - day * 3_600_000), weather(target, at(origin)), hour);
      },
      { ...care, isShared: false },
    );
  const midday = (index: number): number => at((midnights[index] ?? NaN) + day / 2);
  const isWorkday = (index: number): boolean => (series.calendar.dayOfWeek[midnights[index] ?? NaN] ?? 6) < 5;
  const isFeast = (index: number, daysAgo: number): boolean =>
    isHoliday(midday(index) - daysAgo * day * 3_600_000);
  const byHolidays = (errors: Missed): Missed =>
    explained(
      errors,
      (index, hour) => {
        const told = new Float64Array(3 * 8);
        const part = Math.floor((hour * 8) / day);
        if (isWorkday(index) && isFeast(index, 0)) told[part] = 1;
        if (isWorkday(index) && isFeast(index, 1) && !isFeast(index, 0)) told[8 + part] = 1;
        if (isWorkday(index) && isFeast(index, 7) && !isFeast(index, 0)) told[16 + part] = 1;
        return told;
      },
      { ...care, isShared: true },
    );
  const issued = byWeather(missed, forecastAt);
  const ways: readonly (readonly [string, Missed])[] = [
    ['temperature as forecast by midnight', issued],
    ['temperature of the very day (ex post)', byWeather(missed, (target) => measuredAt(target))],
    ['holidays', byHolidays(missed)],
    ['temperature as forecast, holidays', byHolidays(issued)],
  ];
  const all = Array.from({ length: 180 }, (_, index) => from + index);
  const touched = all.filter((index) => isWorkday(index) && [0, 1, 7].some((days) => isFeast(index, days)));
  console.log(
    `sample city: ${series.places.length} feeders, ridge learned weekly, last 180 days; ${touched.length} of them on, after or a week after a holiday`,
  );
  console.table(
    ways.flatMap(([told, left]) => [
      { told, days: 'all', ...row(left, missed, all) },
      { told, days: 'about holidays', ...row(left, missed, touched) },
    ]),
  );
}

function row(left: Missed, missed: Missed, days: readonly number[]): Record<string, string> {
  const { mae, plain, apart } = comparison(left, missed, days);
  return {
    ridge: plain.toFixed(1),
    with: mae.toFixed(1),
    'less, 95 %': `${apart.difference.toFixed(1)} (${apart.low.toFixed(1)} … ${apart.high.toFixed(1)})`,
  };
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
