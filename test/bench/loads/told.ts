import {
  coolingDegrees,
  heatingDegrees,
  type KnownAheadGroup,
  type KnownAheadName,
} from '../../../main/common/known-ahead.ts';
import { dayOfWeek } from '../../../main/forecast/origin/calendar.ts';
import type { Series } from '../../../models/series/series.ts';

const day = 24;
const saturday = 5;

/** What is known of loads by the hour. */
export interface Surroundings {
  /** Number of the local day since 1970 of each step, and a day further. */
  readonly days: ArrayLike<number>;
  readonly isHoliday: (day: number) => boolean;
  /** Degrees Celsius of a step, as known at another. */
  readonly temperature: (step: number, knownAt: number) => number;
}

/** A series whose models are told of some groups of what lies ahead. */
export function told(series: Series, groups: readonly KnownAheadGroup[], around: Surroundings): Series {
  const ahead = (value: (origin: number, step: number) => number): Float32Array =>
    Float32Array.from({ length: series.steps * day }, (_, index) => {
      const origin = Math.floor(index / day);
      return value(origin, origin + (index % day));
    });
  const off = (daysBefore: number): Float32Array =>
    ahead((_, step) => {
      const date = (around.days[step] ?? NaN) - daysBefore;
      return Number(around.isHoliday(date) && dayOfWeek(date) < saturday);
    });
  const change = (degrees: (celsius: number) => number): Float32Array =>
    ahead(
      (origin, step) =>
        degrees(around.temperature(step, origin)) - degrees(around.temperature(step - day, origin)),
    );
  const columns: readonly (readonly [KnownAheadName, () => Float32Array])[] = [
    ...(groups.includes('holidays')
      ? ([
          ['holiday', () => off(0)],
          ['holiday-yesterday', () => off(1)],
          ['holiday-two-days-ago', () => off(2)],
          ['holiday-week-ago', () => off(7)],
        ] as const)
      : []),
    ...(groups.includes('weather')
      ? ([
          ['heating-change', () => change(heatingDegrees)],
          ['cooling-change', () => change(coolingDegrees)],
        ] as const)
      : []),
  ];
  return {
    ...series,
    knownAhead: columns.map(([name, values]) => ({ name, everySteps: 1, ahead: day, values: values() })),
  };
}
