import { bestSetting, countFolds, meanLogScore } from '../choose-setting.ts';
import { learnedValue, type CountMethod, type CountModel, type ExpectedCounts } from '../count-method.ts';
import { happenedByPeriod, isKnown, type Counts } from '../counts.ts';
import { DecayedSums } from '../decayed-sums.ts';
import { gaussianKernel } from '../kernel.ts';
import { WeekProfile } from '../week-profile.ts';

/** How a rate runs along. */
export interface RateSetting {
  /** Days; Infinity: everything counts alike. */
  readonly halfLifeDays: number;
  /** Kilometres; 0: each cell by itself. */
  readonly bandwidth: number;
  /** Whether the city's rhythm of the week is laid over it. */
  readonly byWeek: boolean;
  /** Days of the city's mean that a cell begins with. */
  readonly priorDays: number;
}

/** Rates of a category for periods `from` to before `to`, each from what came before it, written at `[period, cell]` from `offset` on. */
export function runRates(
  counts: Counts,
  category: number,
  setting: RateSetting,
  range: { readonly from: number; readonly to: number },
  means: Float64Array,
  offset: number,
): void {
  const cells = counts.cells.length;
  const happened = happenedByPeriod(counts, category);
  const profile = new WeekProfile(counts);
  const kernel = setting.bandwidth > 0 ? gaussianKernel(counts.centres, setting.bandwidth) : undefined;
  const sums = new DecayedSums(cells, setting.halfLifeDays * counts.periodsPerDay, kernel);
  let events = 0;
  let seen = 0;
  for (let period = 0; period < range.to; period++) {
    const factor = setting.byWeek ? profile.factor(period) : 1;
    const now = happened[period] ?? { cells: new Uint32Array(0), counts: new Uint16Array(0) };
    if (period >= range.from) {
      const prior = Math.max(events, 1) / (Math.max(seen, 1) * cells);
      const row = offset + (period - range.from) * cells;
      for (let cell = 0; cell < cells; cell++)
        means[row + cell] = factor * sums.rate(cell, prior, setting.priorDays * counts.periodsPerDay);
    }
    if (!isKnown(counts, period)) continue;
    sums.add(now, factor);
    profile.add(period, now);
    events += now.counts.reduce((total, count) => total + count, 0);
    seen++;
  }
}

/** A benchmark that is a running rate, its setting chosen for each category among those given. */
export function runningRate(
  name: string,
  title: string,
  settings: readonly [RateSetting, ...RateSetting[]],
): CountMethod {
  return {
    name,
    title,
    isBenchmark: true,
    version: '1',
    load: (state) =>
      model(
        Array.from({ length: state.categories }, (_, category) => ({
          halfLifeDays: state.values[`halfLifeDays.${category}`] ?? Infinity,
          bandwidth: learnedValue(state, 'bandwidth', category),
          byWeek: learnedValue(state, 'byWeek', category) === 1,
          priorDays: learnedValue(state, 'priorDays', category),
        })),
      ),
    fit: (counts, end) => {
      const chosen = counts.categories.map((_, category) =>
        settings.length === 1
          ? settings[0]
          : bestSetting(settings, (setting) => {
              const from = countFolds(counts, end)[0]?.learnedUntil ?? 0;
              return meanLogScore(
                counts,
                expectAll(counts, { from, to: end }, [category], setting),
                category,
              );
            }),
      );
      return model(chosen);
    },
  };
}

function expectAll(
  counts: Counts,
  { from, to }: { readonly from: number; readonly to: number },
  wanted: readonly number[],
  setting: RateSetting,
): ExpectedCounts {
  const means = new Float64Array(counts.categories.length * (to - from) * counts.cells.length);
  for (const category of wanted)
    runRates(counts, category, setting, { from, to }, means, category * (to - from) * counts.cells.length);
  return { from, to, means, dispersions: new Float64Array(counts.categories.length) };
}

function model(chosen: readonly RateSetting[]): CountModel {
  const values = Object.fromEntries(
    chosen.flatMap(({ halfLifeDays, bandwidth, byWeek, priorDays }, category) => [
      [`halfLifeDays.${category}`, halfLifeDays],
      [`bandwidth.${category}`, bandwidth],
      [`byWeek.${category}`, Number(byWeek)],
      [`priorDays.${category}`, priorDays],
    ]),
  );
  return {
    chosen: values,
    state: { categories: chosen.length, cells: [], values: finite(values), arrays: {} },
    expect: (counts, from, to) => {
      const means = new Float64Array(counts.categories.length * (to - from) * counts.cells.length);
      chosen.forEach((setting, category) => {
        runRates(
          counts,
          category,
          setting,
          { from, to },
          means,
          category * (to - from) * counts.cells.length,
        );
      });
      return { from, to, means, dispersions: new Float64Array(counts.categories.length) };
    },
  };
}

/** JSON knows no Infinity: a half-life that is left out is that. */
function finite(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}
