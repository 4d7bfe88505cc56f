import type { VertexColumns } from '../state/places.svelte.ts';
import type { PointColours } from './paint-points.ts';

/** An attribute as deck.gl takes it without looking at single lines. */
interface BinaryAttribute {
  readonly value: Float64Array | Uint8Array;
  readonly size: number;
  readonly normalized?: boolean;
}

/** Data of a path layer: positions keep their identity and stay on the card, colours are sent again. */
export interface LineData {
  readonly length: number;
  readonly startIndices: Uint32Array;
  readonly attributes: Readonly<Record<string, BinaryAttribute>>;
}

/** The places that are lines: their rows, vertices, and buffers for their colours that are used again and again. */
export class LineSet {
  /** Row in `places` of each line. */
  readonly rows: Int32Array;
  /** One colour per line. */
  readonly colours: PointColours;
  readonly #starts: Uint32Array;
  readonly #positions: BinaryAttribute;
  /** One colour per vertex, as the card wants it. */
  readonly #ofVertices: PointColours;

  /** @param belongs which rows are drawn */
  constructor(all: VertexColumns, belongs: (row: number) => boolean) {
    const { rows, longitudes, latitudes } = verticesOf(all, belongs);
    const starts = Array.from(rows.keys()).filter((at) => at === 0 || rows[at] !== rows[at - 1]);
    this.rows = Int32Array.from(starts, (at) => rows[at] ?? -1);
    this.#starts = Uint32Array.from([...starts, rows.length]);
    const positions = new Float64Array(rows.length * 2);
    rows.forEach((_, at) => {
      positions[at * 2] = longitudes[at] ?? 0;
      positions[at * 2 + 1] = latitudes[at] ?? 0;
    });
    this.#positions = { value: positions, size: 2 };
    this.colours = coloursOf(starts.length);
    this.#ofVertices = coloursOf(rows.length);
  }

  /** Data for the lines themselves (`fill`) or for what goes around them (`line`). */
  data(part: keyof PointColours): LineData {
    const each = this.colours[part];
    const all = this.#ofVertices[part];
    for (let line = 0; line < this.rows.length; line += 1) {
      const colour = each.subarray(line * 4, line * 4 + 4);
      const end = this.#starts[line + 1] ?? 0;
      for (let vertex = this.#starts[line] ?? 0; vertex < end; vertex += 1) all.set(colour, vertex * 4);
    }
    return {
      length: this.rows.length,
      startIndices: this.#starts,
      attributes: {
        getPath: this.#positions,
        getColor: { value: all, size: 4, normalized: true },
      },
    };
  }
}

function coloursOf(count: number): PointColours {
  return { fill: new Uint8Array(count * 4), line: new Uint8Array(count * 4) };
}

function verticesOf(all: VertexColumns, belongs: (row: number) => boolean): VertexColumns {
  if (all.rows.every(belongs)) return all;
  const kept = [...all.rows.keys()].filter((at) => belongs(all.rows[at] ?? -1));
  return {
    rows: Int32Array.from(kept, (at) => all.rows[at] ?? -1),
    longitudes: Float64Array.from(kept, (at) => all.longitudes[at] ?? NaN),
    latitudes: Float64Array.from(kept, (at) => all.latitudes[at] ?? NaN),
  };
}
