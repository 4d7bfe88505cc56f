import { horizonDays, type Hours } from '../hours.ts';
import { neededPast } from '../past-in-window.ts';

/** The ridge's errors on so many of the last days that are known are looked at. */
export const errorDays = 2;

/** How many days before the forecasts of the ridge are looked at: errors of the second day ahead are known a day later. */
export function daysJudged(hours: Pick<Hours, 'blocks' | 'blocksPerDay'>): number {
  return errorDays + horizonDays(hours) - 1;
}

/** Hours of history, and the days before whose values at the target times are needed. */
export function neededByNetwork(hours: Hours): {
  readonly historyHours: number;
  readonly daysBefore: number[];
} {
  const { historyHours, daysBefore } = neededPast('rich', hours);
  const back = Array.from({ length: daysJudged(hours) + 1 }, (_, days) => days);
  const all = new Set(back.flatMap((days) => daysBefore.map((before) => before + days)));
  return {
    historyHours: historyHours + hours.blocksPerDay * daysJudged(hours),
    daysBefore: [...all].sort((one, other) => one - other),
  };
}
