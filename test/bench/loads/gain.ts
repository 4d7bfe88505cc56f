import { pairedBlockBootstrap, type PairedDifference } from '../../../models/evaluation/bootstrap.ts';
import { robustRidge } from '../../../models/linear/robust-ridge.ts';
import { levelCount, medianLevel } from '../../../models/model.ts';
import { forecasterById } from '../../../models/registry.ts';
import { seriesUntil, type Series } from '../../../models/series/series.ts';
import { targetsAt, windowAt } from '../../../models/series/window.ts';

export const day = 24;
const penalty = 20;
/** What the ridge missed, or what is left of it: `[place][day]`, each by the hour; NaN = missing. */
export type Missed = readonly (readonly Float64Array[])[];
/** What is told of an hour of a judged or learned day. */
export type Describe = (dayIndex: number, hour: number) => Float64Array;

/** What the load ridge missed of days that begin at some steps, fitted anew every so many days on all before. */
export async function missedBy(
  series: Series,
  origins: readonly number[],
  refitDays: number,
): Promise<Missed> {
  const ridge = forecasterById('energy.load-ridge', { stepSeconds: 3600, horizonSteps: day });
  const shape = { ...ridge.declaration.inputs, horizonSteps: day };
  const missed: Float64Array[][] = series.places.map(() => []);
  let fitted: Awaited<ReturnType<typeof ridge.fit>> | undefined;
  for (const [index, origin] of origins.entries()) {
    if (fitted === undefined || index % refitDays === 0)
      fitted = await ridge.fit(seriesUntil(series, origin), { seed: 1, onlyAt: 0 });
    const { quantiles } = await fitted.predict(windowAt(series, origin, shape));
    const truth = targetsAt(series, origin, day);
    missed.forEach((days, place) => {
      const error = (hour: number): number => {
        const at = place * day + hour;
        return (truth[at] ?? NaN) - (quantiles[at * levelCount + medianLevel] ?? NaN);
      };
      days.push(Float64Array.from({ length: day }, (_, hour) => error(hour)));
    });
  }
  return missed;
}

/**
 * What is left of what was missed when it is explained by what was told, as learned from the days before, anew every so many days. The first days stay as they are.
 * @param isShared places learn together, each in its own spread; otherwise each for itself
 */
export function explained(
  missed: Missed,
  describe: Describe,
  { from, refitDays, isShared }: { from: number; refitDays: number; isShared: boolean },
): Missed {
  const spreads = missed.map((days) => {
    const known = days.slice(0, from).flatMap((hours) => [...hours].filter(Number.isFinite));
    return Math.sqrt(known.reduce((sum, value) => sum + value * value, 0) / known.length);
  });
  const left = missed.map((days) => days.map((hours) => hours.slice()));
  const everyPlace = missed.map((_, place) => place);
  for (const places of isShared ? [everyPlace] : everyPlace.map((place) => [place])) {
    let weights: Float64Array = new Float64Array(0);
    for (let index = from; index < (missed[0]?.length ?? 0); index++) {
      if ((index - from) % refitDays === 0) weights = learned(missed, places, index, describe, spreads);
      for (const place of places) {
        left[place]?.[index]?.forEach((value, hour, hours) => {
          const told = describe(index, hour).reduce((sum, one, at) => sum + one * (weights[at] ?? 0), 0);
          hours[hour] = value - (spreads[place] ?? NaN) * told;
        });
      }
    }
  }
  return left;
}

function learned(
  missed: Missed,
  places: readonly number[],
  until: number,
  describe: Describe,
  spreads: readonly number[],
): Float64Array {
  const targets: number[] = [];
  const features: number[] = [];
  for (let index = 0; index < until; index++) {
    for (let hour = 0; hour < day; hour++) {
      const told = describe(index, hour);
      if (told.every((value) => value === 0)) continue;
      for (const place of places) {
        const target = (missed[place]?.[index]?.[hour] ?? NaN) / (spreads[place] ?? NaN);
        if (!Number.isFinite(target) || told.some(Number.isNaN)) continue;
        targets.push(target);
        features.push(...told);
      }
    }
  }
  const width = describe(0, 0).length;
  if (targets.length === 0) return new Float64Array(width);
  const rows = {
    width,
    features: Float64Array.from(features),
    targets: Float64Array.from(targets),
    count: targets.length,
  };
  return robustRidge(rows, new Float64Array(width).fill(penalty), 3).weights;
}

/** Mean absolute error over some days of what is left and of what was missed, and how far the two are apart. */
export function comparison(
  left: Missed,
  plain: Missed,
  days: readonly number[],
): { readonly mae: number; readonly plain: number; readonly apart: PairedDifference } {
  const perDay = (errors: Missed): Float64Array =>
    Float64Array.from(days, (index) =>
      meanOfSizes(errors.flatMap((place) => [...(place[index] ?? [])].filter(Number.isFinite))),
    );
  const [own, other] = [perDay(left), perDay(plain)];
  const apart = pairedBlockBootstrap(own, other, 1, { resamples: 2000, seed: 1 });
  return { mae: meanOfSizes([...own]), plain: meanOfSizes([...other]), apart };
}

function meanOfSizes(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}

/** How degree-hours of heating and cooling change from one temperature to another, for each part of the day. */
export function degreeChange(before: number, now: number, hour: number): Float64Array {
  const row = new Float64Array(8);
  const part = Math.floor((hour * 4) / day);
  row[part] = Math.max(heatedBelow - now, 0) - Math.max(heatedBelow - before, 0);
  row[4 + part] = Math.max(now - cooledAbove, 0) - Math.max(before - cooledAbove, 0);
  return row;
}

/** Degrees Celsius. */
export const heatedBelow = 15;
export const cooledAbove = 22;
