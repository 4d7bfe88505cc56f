import { streamOf } from '../../random.ts';
import { type Point } from '../../words.ts';

const size = 256;

/** A smooth random field between about -1 and 1: gradient noise on a lattice (Perlin 2002), the same for the same keys. */
export class Noise {
  readonly #gradients: readonly Point[];
  readonly #order: Uint32Array;
  readonly #metres: number;

  /** @param metres the distance at which its values no longer resemble one another */
  constructor(metres: number, seed: number, key: string) {
    const random = streamOf(seed, 'noise', key);
    this.#metres = metres;
    this.#order = random.shuffle(Uint32Array.from({ length: size }, (_, index) => index));
    this.#gradients = Array.from({ length: size }, (): Point => {
      const angle = 2 * Math.PI * random.next();
      return [Math.cos(angle), Math.sin(angle)];
    });
  }

  at([east, north]: Point): number {
    const [x, y] = [east / this.#metres, north / this.#metres];
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [right, up] = [fade(x - column), fade(y - row)];
    const bottom = blend(this.#corner(column, row, x, y), this.#corner(column + 1, row, x, y), right);
    const top = blend(this.#corner(column, row + 1, x, y), this.#corner(column + 1, row + 1, x, y), right);
    return 1.5 * blend(bottom, top, up);
  }

  #corner(column: number, row: number, x: number, y: number): number {
    const first = this.#order[column & (size - 1)] ?? 0;
    const gradient = this.#gradients[(this.#order[(first + row) & (size - 1)] ?? 0) & (size - 1)] ?? [1, 0];
    return gradient[0] * (x - column) + gradient[1] * (y - row);
  }
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function blend(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
