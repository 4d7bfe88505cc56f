import type { Hours } from '../hours.ts';
import { neededPast } from '../past-in-window.ts';

/** The ridge's errors of so many days before are looked at. */
export const errorDays = 2;

/** Hours of history, and the days before whose values at the target times are needed. */
export function neededByNetwork({ blocksPerDay }: Hours): {
  readonly historyHours: number;
  readonly daysBefore: number[];
} {
  const { historyHours, daysBefore } = neededPast('rich');
  const back = Array.from({ length: errorDays + 1 }, (_, days) => days);
  const all = new Set(back.flatMap((days) => daysBefore.map((before) => before + days)));
  return {
    historyHours: historyHours + blocksPerDay * errorDays,
    daysBefore: [...all].sort((one, other) => one - other),
  };
}
