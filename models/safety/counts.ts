/**
 * Incidents counted by cell, category and period. The cells are fixed before anything is learned; what happened elsewhere is counted
 * as missed. A period is a local day or shift.
 */
export interface Counts {
  readonly cells: readonly string[];
  /** Kilometres east and north of a common origin. `[cell, 2]` */
  readonly centres: Float64Array;
  readonly categories: readonly string[];
  /** 1: days; 4: shifts of six hours. */
  readonly periodsPerDay: number;
  readonly periods: number;
  /** The day's number in the week, Monday 0. `[period]` */
  readonly dayOfWeek: Uint8Array;
  /** 1 to 366. `[period]` */
  readonly dayOfYear: Uint16Array;
  /** `[cell, category, period]` */
  readonly values: Uint16Array;
  /** Incidents outside all cells. `[category, period]` */
  readonly missed: Uint32Array;
  /** From this period on everything lies ahead: what `values` hold there is not seen. Left out: all is known. */
  readonly known?: number | undefined;
}

/** Whether what happened in a period may be learned from. */
export function isKnown({ known }: Counts, period: number): boolean {
  return known === undefined || period < known;
}

/** What happened in one period: cells that had something, and how much. */
export interface Happened {
  readonly cells: Uint32Array;
  readonly counts: Uint16Array;
}

/** The incidents of a category, period by period, without the empty cells. */
export function happenedByPeriod(
  { cells, categories, periods, values }: Counts,
  category: number,
): Happened[] {
  return Array.from({ length: periods }, (_, period) => {
    const found: number[] = [];
    const counts: number[] = [];
    for (let cell = 0; cell < cells.length; cell++) {
      const count = values[(cell * categories.length + category) * periods + period] ?? 0;
      if (count === 0) continue;
      found.push(cell);
      counts.push(count);
    }
    return { cells: Uint32Array.from(found), counts: Uint16Array.from(counts) };
  });
}

/** The same counts with all categories together, as one that is called `all`. */
export function allTogether(counts: Counts): Counts {
  const { cells, categories, periods } = counts;
  const values = new Uint16Array(cells.length * periods);
  const missed = new Uint32Array(periods);
  for (let category = 0; category < categories.length; category++) {
    for (let period = 0; period < periods; period++) {
      missed[period] = (missed[period] ?? 0) + (counts.missed[category * periods + period] ?? 0);
      for (let cell = 0; cell < cells.length; cell++) {
        const index = cell * periods + period;
        const from = (cell * categories.length + category) * periods + period;
        values[index] = (values[index] ?? 0) + (counts.values[from] ?? 0);
      }
    }
  }
  return { ...counts, categories: ['all'], values, missed };
}

/** The same counts of some of the categories alone, in the order of `wanted`. @throws RangeError where one is not counted */
export function onlyCategories(counts: Counts, wanted: readonly string[]): Counts {
  const { cells, categories, periods } = counts;
  const positions = wanted.map((category) => categories.indexOf(category));
  if (positions.includes(-1)) throw new RangeError('a category that is not counted');
  const values = new Uint16Array(cells.length * wanted.length * periods);
  const missed = new Uint32Array(wanted.length * periods);
  positions.forEach((position, at) => {
    missed.set(counts.missed.subarray(position * periods, (position + 1) * periods), at * periods);
    for (let cell = 0; cell < cells.length; cell++) {
      const from = (cell * categories.length + position) * periods;
      values.set(counts.values.subarray(from, from + periods), (cell * wanted.length + at) * periods);
    }
  });
  return { ...counts, categories: [...wanted], values, missed };
}

/** The counts of a category in periods `from` to before `to`, in the order of forecasts. `[period, cell]` */
export function countsBetween(counts: Counts, category: number, from: number, to: number): Uint16Array {
  const { cells, categories, periods, values } = counts;
  const seen = new Uint16Array((to - from) * cells.length);
  for (let cell = 0; cell < cells.length; cell++) {
    const row = (cell * categories.length + category) * periods;
    for (let period = from; period < to; period++)
      seen[(period - from) * cells.length + cell] = values[row + period] ?? 0;
  }
  return seen;
}
