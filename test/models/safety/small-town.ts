import { SeededRandom } from '../../../main/common/seeded-random.ts';
import type { Counts } from '../../../models/safety/counts.ts';

/** A town on a square raster one kilometre apart whose counts are drawn from known means. */
export function smallTown(
  meanOf: (cell: number, period: number, category: number) => number,
  {
    side = 6,
    days = 400,
    categories = ['fire'],
    periodsPerDay = 1,
    seed = 1,
  }: {
    readonly side?: number;
    readonly days?: number;
    readonly categories?: readonly string[];
    readonly periodsPerDay?: number;
    readonly seed?: number;
  } = {},
): Counts {
  const cells = side * side;
  const periods = days * periodsPerDay;
  const random = new SeededRandom(seed);
  const values = new Uint16Array(cells * categories.length * periods);
  for (let period = 0; period < periods; period++) {
    for (let cell = 0; cell < cells; cell++) {
      for (let category = 0; category < categories.length; category++)
        values[(cell * categories.length + category) * periods + period] = poisson(
          random,
          meanOf(cell, period, category),
        );
    }
  }
  return {
    cells: Array.from({ length: cells }, (_, cell) => `cell ${cell}`),
    centres: Float64Array.from({ length: 2 * cells }, (_, index) =>
      index % 2 === 0 ? (index / 2) % side : Math.floor(index / 2 / side),
    ),
    categories,
    periodsPerDay,
    periods,
    dayOfWeek: Uint8Array.from({ length: periods }, (_, period) => Math.floor(period / periodsPerDay) % 7),
    dayOfYear: Uint16Array.from(
      { length: periods },
      (_, period) => (Math.floor(period / periodsPerDay) % 365) + 1,
    ),
    values,
    missed: new Uint32Array(categories.length * periods),
  };
}

/** A draw from a Poisson distribution (Knuth). */
export function poisson(random: SeededRandom, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}
