import {
  knownAheadGroups,
  knownAheadKinds,
  knownAheadNames,
  type KnownAheadGroup,
} from '../../main/common/known-ahead.ts';
import { MetropoleError, throwIfAborted } from '../../main/common/errors.ts';
import { changeTemplates } from '../energy/paths/change-templates.ts';
import { levelCount, type Forecaster, type ModelDeclaration, type TrainedModel } from '../model.ts';
import { pause } from '../pause.ts';
import { seriesUntil, type Series } from '../series/series.ts';
import { targetsAt, windowAt } from '../series/window.ts';
import { blendForecasts } from './day-ahead-blend.ts';
import { evaluationSeeds } from './t-gcn-protocol.ts';
import { DayAheadJudge, type JudgedDays } from './day-ahead-judge.ts';

/** Days of the test part, and of the part before it that models are developed on. */
export const judgedDays = 60;
const dayHours = 24;
/** Days that a part needs before it. */
const leastTrainingDays = 28;

/** Days from one fit to the next. What lies under a network is fitted daily besides. */
export type RefitSchedule = (model: ModelDeclaration) => number;

export interface DayAheadOptions {
  /** `test`: the last sixty days. `validation`: the sixty before those. */
  readonly split: 'validation' | 'test';
  /** 1: each day from the midnight that it begins at. 2: the same days from 24 hours earlier. */
  readonly daysAhead: 1 | 2;
  readonly refitDays: RefitSchedule;
  /** Networks are trained once with each; left out: the three of every evaluation. */
  readonly seeds?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: { readonly model: string; readonly fraction: number }) => void) | undefined;
}

/** Forecasts of one day: mean `[place, step]`, quantiles `[place, step, level]`. */
export interface DayForecast {
  readonly mean: Float32Array;
  readonly quantiles: Float32Array;
}

export interface DayAheadRow extends JudgedDays {
  readonly model: Pick<ModelDeclaration, 'id' | 'name' | 'title' | 'kind'>;
  /** Null: never fitted, made of others. */
  readonly refitDays: number | null;
  /** What chance began with, for networks. */
  readonly seed: number | null;
  /** What is known ahead and was kept from the model; null: nothing. */
  readonly without: KnownAheadGroup | null;
}

export interface DayAheadTable {
  readonly split: 'validation' | 'test';
  readonly daysAhead: 1 | 2;
  /** First steps of the first and the last day judged, epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** For each place: the load that one hour in ten of the part before was above; in the unit of the data. */
  readonly ratings: readonly number[];
  readonly rows: readonly DayAheadRow[];
}

/**
 * Evaluates forecasters of loads by the hour: from every midnight of the local clock the 24 hours of each place and of their sum are
 * forecast from what was known by then, or a day earlier; each model is fitted anew on all of the past every so many days.
 *
 * @param series by the hour
 * @param forecasters of as many days ahead
 * @throws MetropoleError `aborted` · `forecast-no-data` when there are too few days
 */
export async function runDayAheadProtocol(
  series: Series,
  forecasters: readonly Forecaster[],
  options: DayAheadOptions,
): Promise<DayAheadTable> {
  const midnights = originsOf(series, options.split);
  const judge = new DayAheadJudge(series, midnights, judgedDays);
  const horizonSteps = dayHours * options.daysAhead;
  const templates = midnights.map((midnight) => {
    const origin = midnight - horizonSteps + dayHours;
    const { count, values } = changeTemplates(series, origin, horizonSteps, 100);
    return { count, values: lastDayOf(values, horizonSteps, 1) };
  });
  const rows: DayAheadRow[] = [];
  const all: DayForecast[][] = [];
  const asked = forecasters.flatMap((forecaster) => [
    { forecaster, without: null },
    ...(forecaster.declaration.name === ablated ? groupsIn(series) : []).map((without) => ({
      forecaster,
      without,
    })),
  ]);
  for (const [index, { forecaster, without }] of asked.entries()) {
    const { id, name, title, kind } = forecaster.declaration;
    const refitDays = options.refitDays(forecaster.declaration);
    const chosen = options.seeds ?? evaluationSeeds;
    const seeds = kind === 'network' ? chosen : chosen.slice(0, 1);
    for (const [run, seed] of seeds.entries()) {
      const report = (share: number): void => {
        const fraction = (index + (run + share) / seeds.length) / asked.length;
        options.onProgress?.({ model: id, fraction });
      };
      const told = without === null ? series : seriesWithout(series, without);
      const days = await forecastDays(told, forecaster, midnights, refitDays, seed, report, options.signal);
      all.push(days);
      const model = { id, name, title, kind };
      const row = { model, refitDays, seed: kind === 'network' ? seed : null, without };
      rows.push({ ...row, ...judge.judge(days, templates) });
    }
  }
  const benchmarks = all.filter((_, index) => isPublished(rows[index]?.model.name));
  if (benchmarks.length > 1 && options.daysAhead === 1) {
    const truths = midnights.map((midnight) => targetsAt(series, midnight, dayHours));
    const blended = blendForecasts(benchmarks, truths, series.places.length);
    const title = 'Published benchmarks, each weighted by what it missed lately';
    const model = { id: 'energy.blend', name: 'blend', title, kind: 'benchmark' } as const;
    rows.push({ model, refitDays: null, seed: null, without: null, ...judge.judge(blended, templates) });
  }
  const at = (origin: number | undefined): number => series.start + (origin ?? 0) * series.stepSeconds * 1000;
  return {
    split: options.split,
    daysAhead: options.daysAhead,
    from: at(midnights[0]),
    to: at(midnights.at(-1)),
    ratings: judge.ratings,
    rows,
  };
}

/** The model that is judged also without each group of what is known ahead: what the group is worth. */
const ablated = 'load-ridge';

/** The groups of what is known ahead in a series. */
function groupsIn({ knownAhead }: Series): readonly KnownAheadGroup[] {
  return knownAheadGroups.filter((group) => knownAhead?.some(({ name }) => groupOf(name) === group) ?? false);
}

function seriesWithout(series: Series, group: KnownAheadGroup): Series {
  return { ...series, knownAhead: series.knownAhead?.filter(({ name }) => groupOf(name) !== group) };
}

function groupOf(name: string): KnownAheadGroup | undefined {
  const known = knownAheadNames.find((one) => one === name);
  return known && knownAheadKinds[known].group;
}

/** What the published blend is made of. */
const published: readonly string[] = ['persistence', 'yesterday', 'last-week', 'lag-ridge', 'daily-ridge'];

function isPublished(name: string | undefined): boolean {
  return name !== undefined && published.includes(name);
}

/** The midnights that are judged. */
function originsOf({ calendar, steps, stepSeconds }: Series, split: DayAheadOptions['split']): number[] {
  const midnights: number[] = [];
  for (let step = 0; step + dayHours <= steps; step++)
    if (calendar.minuteOfDay[step] === 0) midnights.push(step);
  const end = split === 'test' ? midnights.length : midnights.length - judgedDays;
  if (stepSeconds !== 3600 || end - judgedDays < leastTrainingDays) {
    throw new MetropoleError('forecast-no-data', {}, `${midnights.length} days are too few to judge`);
  }
  return midnights.slice(end - judgedDays, end);
}

/** The last 24 hours of each place of `[row, step, value]`. */
function lastDayOf(values: Float32Array, steps: number, width: number): Float32Array {
  if (steps === dayHours) return values;
  const rows = values.length / (steps * width);
  const out = new Float32Array(rows * dayHours * width);
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * steps * width;
    out.set(values.subarray(end - dayHours * width, end), row * dayHours * width);
  }
  return out;
}

/** Forecasts of the days that begin at some midnights, each from as far before as the forecaster reaches beyond a day. */
async function forecastDays(
  series: Series,
  forecaster: Forecaster,
  midnights: readonly number[],
  refitDays: number,
  seed: number,
  report: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<DayForecast[]> {
  const { inputs, horizonSteps, kind } = forecaster.declaration;
  const days: DayForecast[] = [];
  let fitted: TrainedModel | undefined;
  for (const [day, midnight] of midnights.entries()) {
    await pause(signal);
    throwIfAborted(signal);
    report(day / midnights.length);
    const origin = midnight - horizonSteps + dayHours;
    const onlyAt = series.calendar.minuteOfDay[origin] ?? 0;
    const past = seriesUntil(series, origin);
    if (fitted === undefined || day % refitDays === 0)
      fitted = await forecaster.fit(past, { seed, onlyAt, signal });
    else if (kind === 'network')
      fitted = await forecaster.fit(past, {
        seed,
        onlyAt,
        startFrom: { stored: fitted.store(), epochs: 0 },
        signal,
      });
    const { mean, quantiles } = await fitted.predict(windowAt(series, origin, { ...inputs, horizonSteps }));
    if (quantiles.length !== mean.length * levelCount) throw new RangeError('levels are missing');
    days.push({
      mean: lastDayOf(mean, horizonSteps, 1),
      quantiles: lastDayOf(quantiles, horizonSteps, levelCount),
    });
  }
  return days;
}
