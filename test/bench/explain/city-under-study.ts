import { weatherColumns } from '../../../main/forecast/covariates/weather.ts';
import { hourlySpreads } from '../../../main/forecast/origin/usual-spread.ts';
import { stepCalendar } from '../../../main/forecast/origin/calendar.ts';
import type { LoggedCause, LoggedWeather } from '../../../models/explain/causes/question.ts';
import { RoadMap } from '../../../models/explain/causes/road-map.ts';
import { spellOf } from '../../../models/explain/causes/spell.ts';
import {
  fitDailyProfile,
  isWeekend,
  profileAlong,
  usualOptions,
} from '../../../models/series/daily-profile.ts';
import { linksTurned } from '../../../models/series/neighbours.ts';
import { linksFromEdges, type Calendar } from '../../../models/series/series.ts';
import { cityZone } from '../../../tools/sample-city/words.ts';
import type { ObservedCity } from './observed-city.ts';

const hour = 3_600_000;

/** A generated city as the finder sees it, and what really acted. */
export class CityUnderStudy {
  readonly city: ObservedCity;
  readonly roads: RoadMap;
  /** Deviations from the usual as shares of it, and the usual itself, km/h; `[place, step]`. */
  readonly relative: Float32Array;
  readonly usual: Float32Array;
  readonly stepMilliseconds: number;
  /** By kind of day, place and hour, km/h. */
  readonly #spreads: Float32Array;
  readonly #calendar: Calendar;
  readonly #dayTypes: number;
  readonly #weather: ReadonlyMap<LoggedWeather['kind'], Float32Array>;
  /** What acted at a cell of place and step: positions in `effects`. */
  readonly #acting = new Map<number, number[]>();

  constructor(city: ObservedCity) {
    this.city = city;
    const { points, edges, start, stepSeconds, steps, speeds } = city;
    const links = linksFromEdges(points.length, edges, 'road');
    this.roads = new RoadMap(points, links, linksTurned(links));
    this.stepMilliseconds = stepSeconds * 1000;
    const calendar = stepCalendar(start, stepSeconds, steps, cityZone);
    const series = {
      places: points.map((_, index) => String(index)),
      ...{ start, stepSeconds, steps, values: speeds, calendar, links, covariates: [] },
    };
    const profile = fitDailyProfile(series, usualOptions);
    this.usual = profileAlong(profile, Int32Array.from(points.keys()), calendar);
    this.relative = speeds.map((speed, cell) => speed / (this.usual[cell] ?? NaN) - 1);
    this.#calendar = calendar;
    this.#dayTypes = profile.dayTypes;
    const dayKinds = profile.dayTypes === 2 ? (['weekday', 'weekend'] as const) : (['every'] as const);
    this.#spreads = hourlySpreads(series, { ...profile, dayKinds: [...dayKinds] });
    const grid = { from: start, steps, stepMilliseconds: this.stepMilliseconds };
    const columns = weatherColumns(grid, city.weather);
    const column = (name: string): Float32Array => columns.get(name) ?? new Float32Array(0);
    this.#weather = new Map([
      ['rain', column('rain-now')],
      ['fog', column('fog-now')],
    ]);
    city.effects.place.forEach((place, row) => {
      const cell = place * steps + (city.effects.step[row] ?? 0);
      const rows = this.#acting.get(cell);
      if (rows === undefined) this.#acting.set(cell, [row]);
      else rows.push(row);
    });
  }

  /** End of a step, epoch milliseconds. */
  endOf(step: number): number {
    return this.city.start + (step + 1) * this.stepMilliseconds;
  }

  /** How far readings of a place lie from its usual at the hour of a step: their root mean square distance, km/h. */
  spreadAt(place: number, step: number): number {
    const kind = this.#dayTypes === 2 && isWeekend(this.#calendar.dayOfWeek[step] ?? 0) ? 1 : 0;
    const hourOfDay = Math.floor((this.#calendar.minuteOfDay[step] ?? 0) / 60);
    return this.#spreads[(kind * this.city.points.length + place) * 24 + hourOfDay] ?? NaN;
  }

  /** What the log has by an instant and may still matter, within reach of a place. */
  loggedAt(place: number, asOf: number, step: number): readonly LoggedCause[] {
    const { onRoad, outages, events } = this.city;
    const near = onRoad.filter(
      ({ knownAt, startsAt, endsAt, endKnownAt, point }) =>
        knownAt <= asOf &&
        startsAt <= asOf &&
        (endsAt !== null && endKnownAt !== null && endKnownAt <= asOf
          ? endsAt > asOf - hour
          : asOf - startsAt < 3 * hour) &&
        this.roads.metresTo(place, point) < 5000,
    );
    const dark = outages.filter(
      ({ knownAt, startsAt, endsAt, point }) =>
        knownAt <= asOf &&
        (endsAt <= asOf ? endsAt > asOf - hour : asOf - startsAt < 3 * hour) &&
        this.roads.metresTo(place, point) < 3000,
    );
    const shows = events.filter(
      ({ knownAt, startsAt, endsAt, point }) =>
        knownAt <= asOf &&
        startsAt - 2.5 * hour < asOf &&
        endsAt + 2 * hour > asOf &&
        this.roads.metresTo(place, point) < 3000,
    );
    const spells = [...this.#weather].map(([kind, column]) =>
      spellOf(kind, column.subarray(Math.max(0, step - 95), step + 1), asOf, this.stepMilliseconds),
    );
    return [
      ...near.map(({ kind, key, point, startsAt, endsAt, endKnownAt }) => ({
        ...{ kind, key, point, startsAt },
        endsAt: endKnownAt !== null && endKnownAt <= asOf ? endsAt : null,
      })),
      ...dark.map(({ key, point, startsAt, endsAt }) => ({
        ...{ kind: 'outage' as const, key, point, startsAt },
        endsAt: endsAt <= asOf ? endsAt : null,
      })),
      ...shows.map(({ key, point, startsAt, endsAt, visitors }) => ({
        ...{ kind: 'event' as const, key, point, startsAt, endsAt, visitors },
      })),
      ...spells.filter((spell) => spell !== null),
    ];
  }

  /** What really acted at a place in a step, the strongest first; km/h. */
  actingAt(
    place: number,
    step: number,
  ): readonly { readonly cause: ObservedCity['causes'][number]; readonly effect: number }[] {
    const { effects, causes, steps } = this.city;
    return (this.#acting.get(place * steps + step) ?? [])
      .flatMap((row) => {
        const cause = causes[effects.cause[row] ?? -1];
        return cause === undefined ? [] : [{ cause, effect: effects.effect[row] ?? 0 }];
      })
      .sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));
  }
}
