import type { Window } from '../../series/window.ts';
import { blockMeans, calendarOfBlocks, type Hours } from '../hours.ts';

/** A window by the hour. Its history has to be of whole hours. */
export function hourlyWindow(window: Window, { stepsPerBlock, blocks }: Hours): Window {
  if (stepsPerBlock === 1) return window;
  const historySteps = window.historySteps / stepsPerBlock;
  return {
    ...window,
    stepSeconds: window.stepSeconds * stepsPerBlock,
    historySteps,
    horizonSteps: blocks,
    history: blockMeans(window.history, window.historySteps, stepsPerBlock),
    historyCalendar: calendarOfBlocks(window.historyCalendar, stepsPerBlock, historySteps),
    horizonCalendar: calendarOfBlocks(window.horizonCalendar, stepsPerBlock, blocks),
    sameTime: window.sameTime.map(({ daysBefore, values }) => ({
      daysBefore,
      values: blockMeans(values, window.horizonSteps, stepsPerBlock),
    })),
    covariates: [],
  };
}

/**
 * The window as it was so many days before, at the same time of the day, with the same-time columns that still reach back from there. In steps of the
 * clock: across a change of the clock its history is an hour off.
 */
export function windowDaysBefore(window: Window, days: number, blocksPerDay: number): Window {
  const historySteps = window.historySteps - days * blocksPerDay;
  const history = new Float32Array(window.places.length * historySteps);
  window.places.forEach((_, place) => {
    const first = place * window.historySteps;
    history.set(window.history.subarray(first, first + historySteps), place * historySteps);
  });
  const { historyCalendar, horizonCalendar } = window;
  return {
    ...window,
    asOf: window.asOf - days * blocksPerDay * window.stepSeconds * 1000,
    historySteps,
    history,
    historyCalendar: {
      minuteOfDay: historyCalendar.minuteOfDay.subarray(0, historySteps),
      dayOfWeek: historyCalendar.dayOfWeek.subarray(0, historySteps),
    },
    horizonCalendar: {
      ...horizonCalendar,
      dayOfWeek: horizonCalendar.dayOfWeek.map((day) => (day + 7 - (days % 7)) % 7),
    },
    knownAhead: undefined,
    sameTime: window.sameTime.flatMap(({ daysBefore, values }) =>
      daysBefore > days ? [{ daysBefore: daysBefore - days, values }] : [],
    ),
  };
}
