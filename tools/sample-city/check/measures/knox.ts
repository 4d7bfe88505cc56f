import { SeededRandom } from '../../../../main/common/seeded-random.ts';

/** Where and when something happened: metres east and north, and days since any moment. */
export interface Happening {
  readonly east: number;
  readonly north: number;
  readonly day: number;
}

/** How many pairs are close in space and in time, against what chance gives. */
export interface Knox {
  readonly observed: number;
  /** Mean over the permutations. */
  readonly expected: number;
  /** Observed over expected. */
  readonly ratio: number;
  /** Share of the worlds, the observed one among them, with at least as many pairs. */
  readonly probability: number;
}

/**
 * Knox's test of interaction of space and time (1964), with the times permuted among the happenings of one kind, so that both
 * what places and what times are like stay as they are.
 *
 * @param groups one for each kind; pairs are counted within kinds
 */
export function knoxTest(
  groups: readonly (readonly Happening[])[],
  near: { readonly metres: number; readonly days: number },
  permutations: number,
  seed: number,
): Knox {
  const random = new SeededRandom(seed);
  const prepared = groups.map((group) => ({
    pairs: nearPairs(group, near.metres),
    days: Float64Array.from(group, ({ day }) => day),
  }));
  const countIn = (order: (group: Float64Array) => Float64Array): number =>
    prepared.reduce((sum, { pairs, days }) => sum + nearInTime(pairs, order(days), near.days), 0);
  const observed = countIn((days) => days);
  let total = 0;
  let atLeast = 1;
  for (let permutation = 0; permutation < permutations; permutation++) {
    const count = countIn((days) => shuffled(days, random));
    total += count;
    if (count >= observed) atLeast++;
  }
  const expected = total / permutations;
  return { observed, expected, ratio: observed / expected, probability: atLeast / (permutations + 1) };
}

function shuffled(days: Float64Array, random: SeededRandom): Float64Array {
  const order = random.shuffle(Uint32Array.from(days, (_, index) => index));
  return Float64Array.from(order, (index) => days[index] ?? 0);
}

function nearInTime(pairs: Uint32Array, days: Float64Array, limit: number): number {
  let near = 0;
  for (let index = 0; index < pairs.length; index += 2) {
    const apart = (days[pairs[index] ?? 0] ?? 0) - (days[pairs[index + 1] ?? 0] ?? 0);
    if (Math.abs(apart) <= limit) near++;
  }
  return near;
}

/** The pairs that are close in space, two indices each, found through a grid of squares. */
function nearPairs(group: readonly Happening[], metres: number): Uint32Array {
  const squares = new Map<string, number[]>();
  const square = ({ east, north }: Happening): [number, number] => [
    Math.floor(east / metres),
    Math.floor(north / metres),
  ];
  const pairs: number[] = [];
  group.forEach((happening, index) => {
    const [column, row] = square(happening);
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of squares.get(`${column + dx} ${row + dy}`) ?? []) {
          const { east, north } = group[other] ?? happening;
          if (Math.hypot(east - happening.east, north - happening.north) <= metres) pairs.push(other, index);
        }
    const key = `${column} ${row}`;
    const inSquare = squares.get(key) ?? [];
    inSquare.push(index);
    squares.set(key, inSquare);
  });
  return Uint32Array.from(pairs);
}
