import { allTogether, happenedByPeriod, isKnown, type Counts, type Happened } from './counts.ts';
import { DecayedSums } from './decayed-sums.ts';
import { gaussianKernel, type Kernel } from './kernel.ts';
import { WeekProfile } from './week-profile.ts';

/** What the regression is told of each period and cell, and what it would expect without being told. */
export interface SafetyFeatures {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  /** `[period, cell, feature]` */
  readonly rows: Float32Array;
  /** Logarithm of the cell's mean so far times the rhythm of the week. `[period, cell]` */
  readonly offsets: Float32Array;
}

/** Days after which what happened counts half. */
const halfLives = [2, 7, 30, 120, 360] as const;

/** Kilometres. */
const bandwidths = [0.6, 1.2, 2.5] as const;

/** Expected incidents for which a pattern of the cell's own counts as much as the city's. */
const patternPrior = 15;

const priorDays = 4;

const recentDays = 21;

function featureNames(categories: number, perDay: number): string[] {
  return [
    'level',
    'mean',
    'mean-squared',
    'hardly-any',
    'weekend-mean',
    ...Array.from({ length: perDay - 1 }, (_, shift) => `shift-${shift}-mean`),
    ...halfLives.map((days) => `own-${days}`),
    ...bandwidths.map((kilometres) => `around-${kilometres}`),
    ...bandwidths.map((kilometres) => `around-${kilometres}-recent`),
    ...(categories > 1 ? ['all-categories', 'all-categories-recent'] : []),
    'pattern',
    'pattern-around',
    'city-recent',
    ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
    ...['year-sine', 'year-cosine', 'half-year-sine', 'half-year-cosine'],
  ];
}

/** The features of one category for periods `from` to before `to`, each made from what came before it. */
export function safetyFeatures(counts: Counts, category: number, from: number, to: number): SafetyFeatures {
  const cells = counts.cells.length;
  const names = featureNames(counts.categories.length, counts.periodsPerDay);
  const rows = new Float32Array((to - from) * cells * names.length);
  const offsets = new Float32Array((to - from) * cells);
  const history = new History(counts, category);
  for (let period = 0; period < to; period++) {
    if (period >= from) {
      const at = (period - from) * cells;
      history.write(period, rows, at * names.length, offsets, at);
    }
    if (isKnown(counts, period)) history.add(period);
  }
  return { from, to, names, rows, offsets };
}

/** What has been seen of one category. */
class History {
  readonly #counts: Counts;
  readonly #happened: readonly Happened[];
  readonly #together: readonly Happened[] | undefined;
  readonly #profile: WeekProfile;
  readonly #mean: DecayedSums;
  readonly #own: readonly DecayedSums[];
  readonly #around: readonly DecayedSums[];
  readonly #aroundRecent: readonly DecayedSums[];
  readonly #all: DecayedSums;
  readonly #allRecent: DecayedSums;
  /** Incidents and what was expected of them, by the part of the week: weekday or weekend, and shift. */
  readonly #patterns: readonly { readonly seen: Float64Array; readonly expected: Float64Array }[];
  readonly #wide: Kernel;
  #city = 0;
  #cityRecent = 0;
  #recentExposure = 0;
  #exposure = 0;

  constructor(counts: Counts, category: number) {
    const cells = counts.cells.length;
    const perDay = counts.periodsPerDay;
    this.#counts = counts;
    this.#happened = happenedByPeriod(counts, category);
    this.#together = counts.categories.length > 1 ? happenedByPeriod(allTogether(counts), 0) : undefined;
    this.#profile = new WeekProfile(counts);
    this.#mean = new DecayedSums(cells, Infinity);
    this.#own = halfLives.map((days) => new DecayedSums(cells, days * perDay));
    const kernels = bandwidths.map((bandwidth) => gaussianKernel(counts.centres, bandwidth));
    this.#around = kernels.map((kernel) => new DecayedSums(cells, Infinity, kernel));
    this.#aroundRecent = kernels.map((kernel) => new DecayedSums(cells, recentDays * perDay, kernel));
    this.#all = new DecayedSums(cells, Infinity);
    this.#allRecent = new DecayedSums(cells, recentDays * perDay);
    this.#wide = gaussianKernel(counts.centres, 1.2);
    this.#patterns = Array.from({ length: 2 * perDay }, () => ({
      seen: new Float64Array(cells),
      expected: new Float64Array(cells),
    }));
  }

  #patternOf(period: number): { readonly seen: Float64Array; readonly expected: Float64Array } {
    const { dayOfWeek, periodsPerDay } = this.#counts;
    const weekend = (dayOfWeek[period] ?? 0) >= 5 ? 1 : 0;
    const pattern = this.#patterns[weekend * periodsPerDay + (period % periodsPerDay)];
    if (pattern === undefined) throw new RangeError('no such part of the week');
    return pattern;
  }

  #cityMean(): number {
    return Math.max(this.#city, 1) / (Math.max(this.#exposure, 1) * this.#counts.cells.length);
  }

  add(period: number): void {
    const { periodsPerDay, cells } = this.#counts;
    const nothing: Happened = { cells: new Uint32Array(0), counts: new Uint16Array(0) };
    const now = this.#happened[period] ?? nothing;
    const factor = this.#profile.factor(period);
    const { seen, expected } = this.#patternOf(period);
    const city = this.#cityMean();
    for (let cell = 0; cell < cells.length; cell++)
      expected[cell] =
        (expected[cell] ?? 0) + factor * this.#mean.rate(cell, city, priorDays * periodsPerDay);
    now.cells.forEach((cell, index) => {
      seen[cell] = (seen[cell] ?? 0) + (now.counts[index] ?? 0);
    });
    for (const sums of [this.#mean, ...this.#own, ...this.#around, ...this.#aroundRecent])
      sums.add(now, factor);
    const together = this.#together?.[period];
    if (together !== undefined) {
      this.#all.add(together, 1);
      this.#allRecent.add(together, 1);
    }
    this.#profile.add(period, now);
    const sum = now.counts.reduce((total, count) => total + count, 0);
    const keep = 2 ** (-1 / (recentDays * periodsPerDay));
    this.#city += sum;
    this.#exposure += factor;
    this.#cityRecent = this.#cityRecent * keep + sum;
    this.#recentExposure = this.#recentExposure * keep + factor;
  }

  write(
    period: number,
    rows: Float32Array,
    rowFrom: number,
    offsets: Float32Array,
    offsetFrom: number,
  ): void {
    const { periodsPerDay, cells, dayOfWeek, dayOfYear } = this.#counts;
    const prior = priorDays * periodsPerDay;
    const factor = this.#profile.factor(period);
    const city = this.#cityMean();
    const cityRecent = Math.log(
      (this.#cityRecent / Math.max(this.#recentExposure, 1) + 1e-9) / (city * cells.length),
    );
    const { seen, expected } = this.#patternOf(period);
    const wide = this.#wide;
    const year = (2 * Math.PI * (dayOfYear[period] ?? 0)) / 365.25;
    const day = dayOfWeek[period] ?? 0;
    let at = rowFrom;
    const put = (value: number): void => {
      rows[at++] = value;
    };
    for (let cell = 0; cell < cells.length; cell++) {
      const mean = this.#mean.rate(cell, city, prior);
      offsets[offsetFrom + cell] = Math.log(factor * mean);
      const busy = Math.log(mean / city);
      put(1);
      put(busy);
      put(busy * busy);
      put(1 / (1 + (this.#mean.values[cell] ?? 0)));
      put(day >= 5 ? busy : 0);
      for (let shift = 0; shift < periodsPerDay - 1; shift++)
        put(period % periodsPerDay === shift ? busy : 0);
      for (const sums of this.#own) put(Math.log(sums.rate(cell, mean, prior) / mean));
      for (const sums of this.#around) put(Math.log(sums.rate(cell, city, prior) / mean));
      this.#aroundRecent.forEach((sums, index) => {
        const usual = this.#around[index]?.rate(cell, city, prior) ?? mean;
        put(Math.log(sums.rate(cell, usual, prior) / usual));
      });
      if (this.#together !== undefined) {
        const all = this.#all.rate(cell, city, prior);
        put(Math.log(all / mean));
        put(Math.log(this.#allRecent.rate(cell, all, prior) / all));
      }
      let seenAround = 0;
      let expectedAround = 0;
      for (let entry = wide.offsets[cell] ?? 0; entry < (wide.offsets[cell + 1] ?? 0); entry++) {
        const other = wide.targets[entry] ?? 0;
        seenAround += (wide.weights[entry] ?? 0) * (seen[other] ?? 0);
        expectedAround += (wide.weights[entry] ?? 0) * (expected[other] ?? 0);
      }
      put(Math.log(((seen[cell] ?? 0) + patternPrior) / ((expected[cell] ?? 0) + patternPrior)));
      put(Math.log((seenAround + patternPrior) / (expectedAround + patternPrior)));
      put(cityRecent);
      for (let each = 0; each < 6; each++) put(each === day ? 1 : 0);
      put(Math.sin(year));
      put(Math.cos(year));
      put(Math.sin(2 * year));
      put(Math.cos(2 * year));
    }
  }
}
