import type { FilledWindow } from '../series/fill.ts';
import type { FeatureSet, Past } from './change-features.ts';
import { blockMeans, horizonDays, lastKnownDay, slotOf, type Hours } from './hours.ts';
import { levelHours } from './past-in-series.ts';

/** Hours of history that the features need, and the days before whose values at the target times they need. */
export function neededPast(
  set: FeatureSet,
  hours: Pick<Hours, 'blocks' | 'blocksPerDay'>,
): {
  readonly historyHours: number;
  readonly daysBefore: number[];
} {
  const lastDays = Array.from({ length: horizonDays(hours) + 1 }, (_, day) => day + 1);
  const days = new Set([...lastDays, 7, ...(set === 'rich' ? [8] : []), 14]);
  return {
    historyHours: set === 'plain' ? 25 : 24 + levelHours,
    daysBefore: [...days].sort((one, other) => one - other),
  };
}

/** The past of the target hours of a window, as a model reads it. Where the last day is missing the next known day stands in for it. */
export class PastInWindow {
  readonly filled: FilledWindow;
  readonly #hours: Hours;
  readonly #history: Float32Array;
  readonly #historyHours: number;
  readonly #usual: Float32Array;
  readonly #sameTime: ReadonlyMap<number, Float32Array>;

  constructor(filled: FilledWindow, hours: Hours) {
    const { window } = filled;
    const { stepsPerBlock } = hours;
    this.filled = filled;
    this.#hours = hours;
    this.#history = blockMeans(filled.history, window.historySteps, stepsPerBlock);
    this.#historyHours = Math.ceil(window.historySteps / stepsPerBlock);
    this.#usual = blockMeans(filled.usualHorizon, window.horizonSteps, stepsPerBlock);
    this.#sameTime = new Map(
      window.sameTime.map(({ daysBefore, values }) => [
        daysBefore,
        blockMeans(values, window.horizonSteps, stepsPerBlock),
      ]),
    );
  }

  slot(block: number): number {
    const { minuteOfDay } = this.filled.window.horizonCalendar;
    return slotOf(minuteOfDay[block * this.#hours.stepsPerBlock] ?? 0, this.#hours);
  }

  of(place: number, block: number): Past {
    const { blocksPerDay, stepsPerBlock } = this.#hours;
    const at = (days: number, hour = block): number =>
      this.#sameTime.get(days)?.[place * this.#hours.blocks + hour] ?? NaN;
    const days = lastKnownDay(block, this.#hours);
    return {
      dayOfWeek: this.filled.window.horizonCalendar.dayOfWeek[block * stepsPerBlock] ?? 0,
      lastDay: firstKnown(
        at(days),
        at(7),
        at(days + 1),
        at(14),
        this.#usual[place * this.#hours.blocks + block],
      ),
      dayBefore: at(days + 1),
      week: at(7),
      twoWeeks: at(14),
      lastHour: this.#back(place, 1),
      lastHourYesterday: this.#back(place, 1 + blocksPerDay),
      lastHourLastWeek: this.#hours.blocks < blocksPerDay ? NaN : at(8, blocksPerDay - 1),
      lastHours: this.#meanBack(place, 0),
      lastHoursYesterday: this.#meanBack(place, blocksPerDay),
    };
  }

  /** What a step of the horizon is a change from: its own value on the last day that is known, the hour's where that is missing. */
  base(place: number, step: number): number {
    const { window } = this.filled;
    const block = Math.floor(step / this.#hours.stepsPerBlock);
    const days = lastKnownDay(block, this.#hours);
    const own = window.sameTime.find(({ daysBefore }) => daysBefore === days)?.values;
    const value = own?.[place * window.horizonSteps + step] ?? NaN;
    return Number.isNaN(value) ? this.of(place, block).lastDay : value;
  }

  /** Typical size of a daily change of a place that was not learned from; NaN where the window tells of none. */
  scale(place: number): number {
    let sum = 0;
    let count = 0;
    for (let block = 0; block < this.#hours.blocks; block++) {
      const { lastDay, dayBefore } = this.of(place, block);
      if (Number.isNaN(lastDay - dayBefore)) continue;
      sum += (lastDay - dayBefore) ** 2;
      count++;
    }
    return sum > 0 ? Math.sqrt(sum / count) : NaN;
  }

  /** The hour that many hours before the origin; 1: the last one. */
  #back(place: number, hours: number): number {
    return hours > this.#historyHours
      ? NaN
      : (this.#history[(place + 1) * this.#historyHours - hours] ?? NaN);
  }

  #meanBack(place: number, before: number): number {
    let sum = 0;
    for (let hour = 1; hour <= levelHours; hour++) sum += this.#back(place, before + hour);
    return sum / levelHours;
  }
}

function firstKnown(...values: (number | undefined)[]): number {
  return values.find((value) => value !== undefined && !Number.isNaN(value)) ?? NaN;
}
