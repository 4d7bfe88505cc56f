import { levelCount, medianLevel, quantileLevels } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { seriesUntil, type Series } from '../../../models/series/series.ts';
import { targetsAt, windowAt } from '../../../models/series/window.ts';

const day = 24;

/** A place's day of forecasts, each midnight for 24 hours. */
export interface JudgedDay {
  readonly place: number;
  /** Which of the origins. */
  readonly index: number;
  /** Hours with a truth, and those of them inside the 90 % interval. */
  readonly hours: number;
  readonly inside: number;
  /** Mean of what the median missed. */
  readonly missed: number;
  /** Mean pinball loss of all levels. */
  readonly loss: number;
}

/** How the load ridge did on days that begin at some steps, fitted anew every so many of them on all before. */
export async function judged(
  series: Series,
  origins: readonly number[],
  refitDays: number,
): Promise<JudgedDay[]> {
  const ridge = forecasterById('energy.load-ridge', { stepSeconds: 3600, horizonSteps: day });
  const shape = { ...ridge.declaration.inputs, horizonSteps: day };
  const days: JudgedDay[] = [];
  let fitted: Awaited<ReturnType<typeof ridge.fit>> | undefined;
  for (const [index, origin] of origins.entries()) {
    if (fitted === undefined || index % refitDays === 0)
      fitted = await ridge.fit(seriesUntil(series, origin), { seed: 1, onlyAt: 0 });
    const { quantiles } = await fitted.predict(windowAt(series, origin, shape));
    const truth = targetsAt(series, origin, day);
    for (let place = 0; place < series.places.length; place++) {
      let [hours, inside, sum, loss] = [0, 0, 0, 0];
      for (let at = place * day; at < (place + 1) * day; at++) {
        const value = truth[at] ?? NaN;
        if (Number.isNaN(value)) continue;
        const level = (index: number): number => quantiles[at * levelCount + index] ?? NaN;
        hours++;
        inside += Number(value >= level(0) && value <= level(levelCount - 1));
        sum += Math.abs(value - level(medianLevel));
        quantileLevels.forEach((share, index) => {
          const above = value - level(index);
          loss += Math.max(share * above, (share - 1) * above) / levelCount;
        });
      }
      if (hours > 0) days.push({ place, index, hours, inside, missed: sum / hours, loss: loss / hours });
    }
  }
  return days;
}

/** Share of hours inside the 90 % interval. */
export function coverage(days: readonly JudgedDay[]): number {
  const [inside, hours] = [days.map((one) => one.inside), days.map((one) => one.hours)].map((counts) =>
    counts.reduce((sum, count) => sum + count, 0),
  );
  return (inside ?? NaN) / (hours ?? NaN);
}

/** What was missed on each of the days, the mean over places. */
export function missedByDay(days: readonly JudgedDay[]): Float64Array {
  const indices = [...new Set(days.map(({ index }) => index))];
  return Float64Array.from(indices, (wanted) => {
    const missed = days.filter(({ index }) => index === wanted).map((one) => one.missed);
    return missed.reduce((sum, one) => sum + one, 0) / missed.length;
  });
}
