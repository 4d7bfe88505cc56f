import { Temporal } from 'temporal-polyfill';
import { MetropoleError } from '../../common/errors.ts';
import { localClock } from '../../common/local-clock.ts';
import type { DaySpan } from '../../common/unrecorded-days.ts';
import type { Counts } from '../../../models/safety/counts.ts';
import {
  hexagons,
  kilometresPerDegree,
  squaresFrom,
  type CellGrid,
  type CellGridId,
  type Position,
} from './cell-grid.ts';
import { RecordedDays } from './recorded-days.ts';

/** What is counted. */
export interface CountedIncident extends Position {
  readonly category: string;
  /** Epoch milliseconds. */
  readonly startsAt: number;
}

export interface CountOptions {
  readonly grid: CellGridId;
  /** 1: days; 4: shifts of six hours. */
  readonly periodsPerDay: 1 | 4;
  /** IANA name: days and shifts are local. */
  readonly zone: string;
  /** Share of the days, from the first, whose incidents fix the cells. */
  readonly cellsFromDays: number;
  /** Days of which nothing was recorded: they are no periods. */
  readonly unrecorded?: readonly DaySpan[] | undefined;
  /** What lies ahead: everything from this instant's period on is not known, and periods go on for so many days. Left out: nothing does. */
  readonly ahead?: { readonly from: number; readonly days: number } | undefined;
}

/**
 * Counts incidents by cell, category and local period. Cells are those that had an incident in the first `cellsFromDays` days, and gaps
 * of which more than half of the neighbours did.
 * @throws MetropoleError `forecast-no-data` where there is no incident in these days
 */
export function countIncidents(incidents: readonly CountedIncident[], options: CountOptions): Counts {
  const local = localTimes(options.zone);
  const times = incidents.map(({ startsAt }) => local(startsAt));
  const first = times.reduce((least, { day }) => Math.min(least, day), Infinity);
  const { ahead } = options;
  const last =
    ahead === undefined
      ? times.reduce((most, { day }) => Math.max(most, day), -Infinity)
      : local(ahead.from).day + ahead.days;
  const days = new RecordedDays(first, options.unrecorded);
  const isEarly = (_: unknown, index: number): boolean =>
    days.numberOf(times[index]?.day ?? Infinity) < options.cellsFromDays;
  const early = incidents.filter(isEarly);
  if (early.length === 0)
    throw new MetropoleError('forecast-no-data', {}, 'no incident before the cells are fixed');
  const grid = options.grid === 'h3' ? hexagons : squaresOver(early);
  const cellsOf = incidents.map((incident) => grid.cellOf(incident));
  const cells = fixedCells(grid, cellsOf.filter(isEarly));
  const indexOf = new Map(cells.map((cell, index) => [cell, index]));
  const categories = [...new Set(incidents.map(({ category }) => category))].toSorted();
  const categoryOf = new Map(categories.map((category, index) => [category, index]));
  const perDay = options.periodsPerDay;
  const periodOf = ({ day, hour }: { readonly day: number; readonly hour: number }): number =>
    days.numberOf(day) * perDay + Math.floor((hour * perDay) / 24);
  const periods = (days.numberOf(last) + 1) * perDay;
  const values = new Uint16Array(cells.length * categories.length * periods);
  const missed = new Uint32Array(categories.length * periods);
  for (const [at, { category }] of incidents.entries()) {
    const time = times[at];
    const period = time === undefined ? -1 : periodOf(time);
    if (period < 0 || period >= periods) continue;
    const kind = categoryOf.get(category) ?? 0;
    const cell = indexOf.get(cellsOf[at] ?? '');
    if (cell === undefined) {
      const index = kind * periods + period;
      missed[index] = (missed[index] ?? 0) + 1;
    } else {
      const index = (cell * categories.length + kind) * periods + period;
      values[index] = (values[index] ?? 0) + 1;
    }
  }
  const dates = Array.from({ length: periods }, (_, period) =>
    dateOf(days.dayOf(Math.floor(period / perDay))),
  );
  return {
    cells,
    centres: centresOf(grid, cells),
    categories,
    periodsPerDay: perDay,
    periods,
    dayOfWeek: Uint8Array.from(dates, (date) => date.dayOfWeek - 1),
    dayOfYear: Uint16Array.from(dates, (date) => date.dayOfYear),
    values,
    missed,
    ...(ahead === undefined ? {} : { known: periodOf(local(ahead.from)) }),
  };
}

/** How many local days there are from the first incident to the last, both counted, without those of which nothing was recorded. */
export function localDays(
  incidents: readonly CountedIncident[],
  zone: string,
  unrecorded: readonly DaySpan[] = [],
): number {
  const local = localTimes(zone);
  const days = incidents.map(({ startsAt }) => local(startsAt).day);
  const first = days.reduce((least, day) => Math.min(least, day), Infinity);
  const last = days.reduce((most, day) => Math.max(most, day), -Infinity);
  return days.length === 0 ? 0 : new RecordedDays(first, unrecorded).numberOf(last) + 1;
}

const dayMilliseconds = 86_400_000;

function dateOf(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day });
}

/** Number of the local day since 1970, and the local hour. */
function localTimes(zone: string): (instant: number) => { readonly day: number; readonly hour: number } {
  const clock = localClock(zone);
  return (instant) => {
    const local = clock(instant);
    const day = Math.floor(local / dayMilliseconds);
    return { day, hour: Math.floor((local - day * dayMilliseconds) / 3_600_000) };
  };
}

function squaresOver(positions: readonly Position[]): CellGrid {
  const latitudes = positions.map(({ latitude }) => latitude);
  const south = latitudes.reduce((least, value) => Math.min(least, value));
  const north = latitudes.reduce((most, value) => Math.max(most, value));
  const west = positions.reduce((least, { longitude }) => Math.min(least, longitude), 180);
  return squaresFrom({ latitude: south, longitude: west }, (south + north) / 2);
}

/** @param seen the cells of what happened early, with repetitions */
function fixedCells(grid: CellGrid, seen: readonly string[]): string[] {
  const used = new Set(seen);
  const candidates = new Set([...used].flatMap((cell) => [...grid.around(cell)]));
  const gaps = [...candidates].filter((cell) => {
    if (used.has(cell)) return false;
    const around = grid.around(cell);
    return 2 * around.filter((other) => used.has(other)).length > around.length;
  });
  return [...used, ...gaps].toSorted();
}

function centresOf(grid: CellGrid, cells: readonly string[]): Float64Array {
  const centres = cells.map((cell) => grid.centreOf(cell));
  const [origin = { latitude: 0, longitude: 0 }] = centres;
  const east = kilometresPerDegree * Math.cos((origin.latitude * Math.PI) / 180);
  return Float64Array.from(
    centres.flatMap(({ latitude, longitude }) => [
      (longitude - origin.longitude) * east,
      (latitude - origin.latitude) * kilometresPerDegree,
    ]),
  );
}
