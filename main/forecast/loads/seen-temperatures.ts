import type { KnownAheadRecord } from '../../common/contract/compute-contract.ts';
import { coolingDegrees, heatingDegrees } from '../../common/known-ahead.ts';
import type { WeatherScenarioId } from '../../common/rows/load-outlooks.ts';
import type { WeatherValue } from '../../common/rows/surroundings.ts';
import { offsetMilliseconds } from '../origin/calendar.ts';
import type { OtherTemperature } from '../covariates/known-ahead.ts';

const hour = 3_600_000;
const day = 24 * hour;
const minute = 60_000;
/** A day of which less was measured is neither the hottest nor the coldest. */
const leastMeasured = 20 * hour;
/** What rounding leaves between two temperatures that are the same, °C. */
const asGoodAsSame = 0.01;

interface Range {
  readonly lowest: number;
  readonly highest: number;
}

/** A local day, and the temperatures measured on it by the minute of the local day that their interval begins at. */
interface MeasuredDay {
  readonly day: number;
  readonly mean: number;
  readonly measured: number;
  readonly values: readonly { readonly minute: number; readonly celsius: number }[];
}

/** The temperatures that were measured, and the days among them that stand out. Degrees Celsius. */
export class SeenTemperatures {
  readonly #zone: string;
  readonly #days: readonly MeasuredDay[];
  readonly #seen: Range;
  readonly #heatingChange: Range;
  readonly #coolingChange: Range;

  /** @param values of the temperature, by start; forecasts among them are not looked at */
  constructor(values: readonly WeatherValue[], zone: string) {
    const measured = values.filter(({ isForecast }) => !isForecast);
    const before = new Map(measured.map(({ startsAt, value }) => [startsAt + day, value]));
    const changes = (degrees: (celsius: number) => number): Range =>
      rangeOf(
        measured.flatMap(({ startsAt, value }) => {
          const yesterday = before.get(startsAt);
          return yesterday === undefined ? [] : [degrees(value) - degrees(yesterday)];
        }),
      );
    this.#zone = zone;
    this.#days = daysOf(measured, zone);
    this.#seen = rangeOf(measured.map(({ value }) => value));
    this.#heatingChange = changes(heatingDegrees);
    this.#coolingChange = changes(coolingDegrees);
  }

  /** The weather that a peak is looked at in; only that of days that were measured. */
  scenarios(): readonly {
    readonly scenario: WeatherScenarioId;
    readonly day: number;
    readonly temperature: OtherTemperature;
  }[] {
    const byMean = [...this.#days].sort((one, other) => one.mean - other.mean);
    const ofDay = (scenario: WeatherScenarioId, found: MeasuredDay | undefined) =>
      found === undefined
        ? []
        : [{ scenario, day: found.day, temperature: (at: number) => this.#sameTimeOn(found, at) }];
    return [
      { scenario: 'warmer', day: NaN, temperature: (_, celsius) => celsius + 1 },
      ...ofDay('hottest', byMean.at(-1)),
      ...ofDay('coldest', byMean[0]),
    ];
  }

  /** Whether a temperature is none that was measured, or changes from yesterday more than any did. */
  isBeyond(temperatures: readonly number[], knownAhead: readonly KnownAheadRecord[]): boolean {
    const isOutside = ({ lowest, highest }: Range, values: Iterable<number>): boolean =>
      [...values].some((value) => value > highest + asGoodAsSame || value < lowest - asGoodAsSame);
    const changes = (name: string): Iterable<number> =>
      knownAhead.find((one) => one.name === name)?.values ?? [];
    return (
      isOutside(this.#seen, temperatures) ||
      isOutside(this.#heatingChange, changes('heating-change')) ||
      isOutside(this.#coolingChange, changes('cooling-change'))
    );
  }

  #sameTimeOn({ values }: MeasuredDay, at: number): number {
    const { minuteOfDay } = localClock(at, this.#zone);
    return values.findLast((one) => one.minute <= minuteOfDay)?.celsius ?? values[0]?.celsius ?? NaN;
  }
}

function daysOf(measured: readonly WeatherValue[], zone: string): readonly MeasuredDay[] {
  const byDay = new Map<number, WeatherValue[]>();
  for (const value of measured) {
    const { day: date } = localClock(value.startsAt, zone);
    const known = byDay.get(date) ?? [];
    known.push(value);
    byDay.set(date, known);
  }
  return [...byDay]
    .map(([date, values]) => ({
      day: date,
      mean: values.reduce((sum, { value }) => sum + value, 0) / values.length,
      measured: values.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0),
      values: values.map(({ startsAt, value }) => ({
        minute: localClock(startsAt, zone).minuteOfDay,
        celsius: value,
      })),
    }))
    .filter(({ measured: long }) => long >= leastMeasured);
}

function localClock(at: number, zone: string): { readonly day: number; readonly minuteOfDay: number } {
  const local = at + offsetMilliseconds(at, zone);
  const date = Math.floor(local / day);
  return { day: date, minuteOfDay: Math.floor((local - date * day) / minute) };
}

function rangeOf(values: readonly number[]): Range {
  return values.reduce<Range>(
    ({ lowest, highest }, value) => ({ lowest: Math.min(lowest, value), highest: Math.max(highest, value) }),
    { lowest: Infinity, highest: -Infinity },
  );
}
