import { hoursOf, lastKnownDay } from '../../../models/energy/hours.ts';
import type { KnownAheadRecord } from '../../common/contract/compute-contract.ts';
import { coolingDegrees, heatingDegrees, type KnownAheadName } from '../../common/known-ahead.ts';
import type { HolidayCalendar } from '../../common/rows/surroundings.ts';
import { dayOfWeek, localDays } from '../origin/calendar.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { KnownWeather } from './known-weather.ts';

const day = 86_400_000;
const saturday = 5;

/** Degrees Celsius of an instant, in place of those that are forecast for it. */
export type OtherTemperature = (at: number, celsius: number) => number;

/** Origins by the block (`Hours`), each with the blocks ahead of it. */
interface Origins {
  /** Start of the first, epoch milliseconds. */
  readonly from: number;
  readonly count: number;
  /** How many blocks ahead of each. */
  readonly ahead: number;
  readonly blockMilliseconds: number;
  readonly blocksPerDay: number;
}

/**
 * What was known of the time ahead at each block of some steps, of loads; nothing for other topics. Only what is known at some time has a
 * column.
 * @param from start of the first step, epoch milliseconds
 * @param asOf what came in later is left out; it would change nothing, because nobody knew it at the origins
 * @param otherwise what is told in place of the temperature that is forecast
 */
export async function knownAheadFromStore(
  store: Pick<ForecastStore, 'surroundings'>,
  scene: Pick<Scene, 'topic' | 'zone' | 'setting'>,
  from: number,
  steps: number,
  asOf: number | null,
  otherwise: OtherTemperature = (_, celsius) => celsius,
): Promise<KnownAheadRecord[]> {
  if (scene.topic !== 'energy' || steps <= 0) return [];
  const loaded = await store.surroundings.kinds();
  const { stepsPerBlock, blocks, blocksPerDay } = hoursOf(scene.setting);
  const blockMilliseconds = stepsPerBlock * scene.setting.stepSeconds * 1000;
  const origins = {
    from,
    count: Math.ceil(steps / stepsPerBlock),
    ahead: blocks,
    blockMilliseconds,
    blocksPerDay,
  };
  const columns: [KnownAheadName, Float32Array][] = [];
  if (loaded.holidays)
    columns.push(...holidayColumns(origins, scene.zone, await store.surroundings.holidays()));
  if (loaded.weather) {
    const to = from + (origins.count + blocks) * blockMilliseconds;
    const values = await store.surroundings.weather(['temperature'], { from: from - 2 * day, to, asOf });
    const known = new KnownWeather(values);
    columns.push(...weatherColumns(origins, (at, knownAt) => known.at(at, knownAt), otherwise));
  }
  return columns
    .filter(([, values]) => values.some((value) => !Number.isNaN(value)))
    .map(([name, values]) => ({ name, everySteps: stepsPerBlock, ahead: blocks, values }));
}

function holidayColumns(
  origins: Origins,
  zone: string,
  { holidays, spans }: HolidayCalendar,
): [KnownAheadName, Float32Array][] {
  const { from, count, ahead, blockMilliseconds } = origins;
  const days = localDays(from, blockMilliseconds / 1000, count + ahead, zone);
  const off = new Set(holidays.map((one) => one.day));
  const isOff = (date: number): number => {
    if (!spans.some(({ first, last }) => date >= first && date <= last)) return NaN;
    return off.has(date) && dayOfWeek(date) < saturday ? 1 : 0;
  };
  const column = (daysBefore: number): Float32Array => {
    const ofBlocks = Float32Array.from(days, (date) => isOff(date - daysBefore));
    return eachAhead(origins, (origin, block) => ofBlocks[origin + block] ?? NaN);
  };
  return [
    ['holiday', column(0)],
    ['holiday-yesterday', column(1)],
    ['holiday-two-days-ago', column(2)],
    ['holiday-week-ago', column(7)],
  ];
}

/** @param temperature degrees Celsius at an instant, as it was known at another */
function weatherColumns(
  origins: Origins,
  temperature: (at: number, knownAt: number) => number,
  otherwise: OtherTemperature,
): [KnownAheadName, Float32Array][] {
  const { from, blockMilliseconds } = origins;
  const change = (degrees: (celsius: number) => number): Float32Array =>
    eachAhead(origins, (origin, block) => {
      const knownAt = from + origin * blockMilliseconds;
      const at = knownAt + block * blockMilliseconds;
      const lastDay = at - day * lastKnownDay(block, origins);
      return degrees(otherwise(at, temperature(at, knownAt))) - degrees(temperature(lastDay, knownAt));
    });
  return [
    ['heating-change', change(heatingDegrees)],
    ['cooling-change', change(coolingDegrees)],
  ];
}

function eachAhead(
  { count, ahead }: Origins,
  value: (origin: number, block: number) => number,
): Float32Array {
  const out = new Float32Array(count * ahead);
  for (let origin = 0; origin < count; origin++)
    for (let block = 0; block < ahead; block++) out[origin * ahead + block] = value(origin, block);
  return out;
}
