import type { KnownAheadName } from '../../../main/common/known-ahead.ts';
import type { KnownAhead } from '../../../models/series/known-ahead.ts';
import type { Series } from '../../../models/series/series.ts';
import { smallGrid } from './small-grid.ts';

/** A column that is told a day ahead at every hour: the value of each hour of a series, known all along. */
export function knownColumn(
  { steps }: Pick<Series, 'steps'>,
  name: KnownAheadName,
  value: (step: number) => number,
): KnownAhead {
  const values = Float32Array.from({ length: steps * 24 }, (_, index) =>
    value(Math.floor(index / 24) + (index % 24)),
  );
  return { name, everySteps: 1, ahead: 24, values };
}

/**
 * The small grid, part of whose load is missing on holidays, with what is known ahead of them.
 * @param holidays days of the series @param shareOn share of the load that is left on one of them
 */
export function gridWithHolidays(
  days: number,
  holidays: readonly number[],
  shareOn: (day: number) => number = () => 0.75,
): Series {
  const series = smallGrid({ days });
  const left = (step: number): number => (isHoliday(step) ? shareOn(Math.floor(step / 24)) : 1);
  const isHoliday = (step: number, daysBefore = 0): boolean =>
    holidays.includes(Math.floor(step / 24) - daysBefore);
  const flag = (daysBefore: number) => (step: number) => (isHoliday(step, daysBefore) ? 1 : 0);
  return {
    ...series,
    values: series.values.map((value, index) => left(index % series.steps) * value),
    knownAhead: [
      knownColumn(series, 'holiday', flag(0)),
      knownColumn(series, 'holiday-yesterday', flag(1)),
      knownColumn(series, 'holiday-two-days-ago', flag(2)),
      knownColumn(series, 'holiday-week-ago', flag(7)),
    ],
  };
}
