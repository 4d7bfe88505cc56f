import { bestSetting, countFolds, meanLogScore } from '../choose-setting.ts';
import {
  learnedArray,
  learnedValue,
  type CountMethod,
  type CountModel,
  type ExpectedCounts,
} from '../count-method.ts';
import { happenedByPeriod, isKnown, type Counts } from '../counts.ts';
import { DecayedSums } from '../decayed-sums.ts';
import { ringKernel } from '../kernel.ts';
import { WeekProfile } from '../week-profile.ts';

/** What expectation maximisation finds for one category. Rates are per period. */
interface Etas {
  readonly background: Float64Array;
  /** How many each incident brings after it in its own cell, and in the cells around together. */
  readonly own: number;
  readonly around: number;
  readonly halfLifeDays: number;
  readonly byWeek: boolean;
}

const rounds = 100;
const priorDays = 2;

/**
 * Epidemic-type aftershocks in cells (Mohler et al. 2015): a background of each cell, and incidents that bring others soon after, there
 * and in the cells around. Background and shares by expectation maximisation, the decay among those given by the log score on folds.
 */
export const etas: CountMethod = {
  name: 'etas',
  title: 'ETAS, by expectation maximisation',
  isBenchmark: true,
  version: '1',
  load: (state) =>
    model(
      Array.from({ length: state.categories }, (_, category) => ({
        background: learnedArray(state, 'background', category),
        own: learnedValue(state, 'own', category),
        around: learnedValue(state, 'around', category),
        halfLifeDays: learnedValue(state, 'halfLifeDays', category),
        byWeek: learnedValue(state, 'byWeek', category) === 1,
      })),
      state.cells,
    ),
  fit: (counts, end) => {
    const fitted = counts.categories.map((_, category) => {
      const setting = bestSetting(settings, (candidate) =>
        countFolds(counts, end).reduce((sum, { learnedUntil, judgedUntil }) => {
          const part = maximise(counts, category, learnedUntil, candidate);
          return (
            sum +
            meanLogScore(counts, expectWith(counts, learnedUntil, judgedUntil, [[category, part]]), category)
          );
        }, 0),
      );
      return maximise(counts, category, end, setting);
    });
    return model(fitted, counts.cells);
  },
};

const settings: readonly [EtasSetting, ...EtasSetting[]] = [
  { halfLifeDays: 7, byWeek: true },
  ...[3, 7, 14, 30, 90].flatMap((halfLifeDays) => [true, false].map((byWeek) => ({ halfLifeDays, byWeek }))),
];

interface EtasSetting {
  readonly halfLifeDays: number;
  readonly byWeek: boolean;
}

/** An event of the training part, with what its cell and those around had decayed to before it. */
interface Trigger {
  readonly cell: number;
  readonly count: number;
  readonly factor: number;
  readonly own: number;
  readonly around: number;
}

function maximise(counts: Counts, category: number, end: number, setting: EtasSetting): Etas {
  const cells = counts.cells.length;
  const triggers: Trigger[] = [];
  let exposure = 0;
  let total = 0;
  walk(counts, category, end, setting, (_, factor, now, rate) => {
    exposure += factor;
    for (let index = 0; index < now.cells.length; index++) {
      const cell = now.cells[index] ?? 0;
      const count = now.counts[index] ?? 0;
      total += count;
      triggers.push({ cell, count, factor, own: rate.own(cell), around: rate.around(cell) });
    }
  });
  const prior = priorDays * counts.periodsPerDay;
  const everywhere = Math.max(total, 1) / (exposure * cells);
  let background = new Float64Array(cells).fill(everywhere);
  let own = 0.1;
  let around = 0.1;
  for (let round = 0; round < rounds; round++) {
    const calm = new Float64Array(cells);
    let byOwn = 0;
    let byAround = 0;
    for (const trigger of triggers) {
      const still = background[trigger.cell] ?? 0;
      const all = still + own * trigger.own + around * trigger.around;
      calm[trigger.cell] = (calm[trigger.cell] ?? 0) + (trigger.count * still) / all;
      byOwn += (trigger.count * own * trigger.own) / all;
      byAround += (trigger.count * around * trigger.around) / all;
    }
    const level = calm.reduce((sum, value) => sum + value, 0) / (exposure * cells);
    background = calm.map((value) => (value + prior * level) / (exposure + prior));
    own = byOwn / Math.max(total, 1);
    around = byAround / Math.max(total, 1);
  }
  return { background, own, around, ...setting };
}

/** Visits each period before `end` with the rates that came before it. */
function walk(
  counts: Counts,
  category: number,
  end: number,
  { halfLifeDays, byWeek }: EtasSetting,
  visit: (
    period: number,
    factor: number,
    now: { readonly cells: Uint32Array; readonly counts: Uint16Array },
    rate: { own(cell: number): number; around(cell: number): number },
  ) => void,
): void {
  const cells = counts.cells.length;
  const halfLife = halfLifeDays * counts.periodsPerDay;
  const ownSums = new DecayedSums(cells, halfLife);
  const aroundSums = new DecayedSums(cells, halfLife, ringKernel(counts.centres));
  const decay = 1 - 2 ** (-1 / halfLife);
  const profile = new WeekProfile(counts);
  const rate = {
    own: (cell: number) => decay * (ownSums.values[cell] ?? 0),
    around: (cell: number) => decay * (aroundSums.values[cell] ?? 0),
  };
  for (const [period, now] of happenedByPeriod(counts, category).slice(0, end).entries()) {
    const factor = byWeek ? profile.factor(period) : 1;
    visit(period, factor, now, rate);
    if (!isKnown(counts, period)) continue;
    ownSums.add(now, factor);
    aroundSums.add(now, factor);
    profile.add(period, now);
  }
}

function expectWith(
  counts: Counts,
  from: number,
  to: number,
  wanted: readonly (readonly [number, Etas])[],
): ExpectedCounts {
  const cells = counts.cells.length;
  const means = new Float64Array(counts.categories.length * (to - from) * cells);
  for (const [category, { background, own, around, ...setting }] of wanted) {
    walk(counts, category, to, setting, (period, factor, _, rate) => {
      if (period < from) return;
      const row = (category * (to - from) + period - from) * cells;
      for (let cell = 0; cell < cells; cell++) {
        const brought = own * rate.own(cell) + around * rate.around(cell);
        means[row + cell] = factor * ((background[cell] ?? 0) + brought);
      }
    });
  }
  return { from, to, means, dispersions: new Float64Array(counts.categories.length) };
}

function model(fitted: readonly Etas[], cells: readonly string[]): CountModel {
  const values = Object.fromEntries(
    fitted.flatMap(({ own, around, halfLifeDays, byWeek }, category) => [
      [`own.${category}`, own],
      [`around.${category}`, around],
      [`halfLifeDays.${category}`, halfLifeDays],
      [`byWeek.${category}`, Number(byWeek)],
    ]),
  );
  return {
    chosen: values,
    state: {
      categories: fitted.length,
      cells: [...cells],
      values,
      arrays: Object.fromEntries(
        fitted.map(({ background }, category) => [`background.${category}`, [...background]]),
      ),
    },
    expect: (counts, from, to) =>
      expectWith(
        counts,
        from,
        to,
        fitted.map((one, category) => [
          category,
          { ...one, background: backgroundOf(counts.cells, cells, one.background) },
        ]),
      ),
  };
}

/** The background of other cells than those that were fitted: one that was not among them has the least of all. */
function backgroundOf(
  wanted: readonly string[],
  cells: readonly string[],
  background: Float64Array,
): Float64Array {
  const of = new Map(cells.map((cell, index) => [cell, background[index] ?? 0]));
  const least = background.reduce((lowest, value) => Math.min(lowest, value), Infinity);
  return Float64Array.from(wanted, (cell) => of.get(cell) ?? least);
}
