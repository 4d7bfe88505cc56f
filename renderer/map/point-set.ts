import type { LayerProps } from '@deck.gl/core';
import type { ScatterplotLayerProps } from '@deck.gl/layers';
import type { PlaceColumns } from '../state/places.svelte.ts';
import { mercatorColumns, type MercatorColumns } from './mercator.ts';
import type { PointColours } from './paint-points.ts';

/** An attribute as deck.gl takes it without looking at single points. */
interface BinaryAttribute {
  readonly value: Float64Array | Uint8Array;
  readonly size: number;
  /** Bytes stand for 0 to 1. */
  readonly normalized?: boolean;
}

/** The located places that are drawn as points: their rows, positions, and buffers for their colours that are used again and again. */
export class PointSet {
  /** Row in `places` of each point. */
  readonly rows: Int32Array;
  readonly mercator: MercatorColumns;
  readonly colours: PointColours;
  readonly #positions: BinaryAttribute;

  /** @param belongs which rows are drawn */
  constructor({ count, longitudes, latitudes }: PlaceColumns, belongs: (row: number) => boolean) {
    this.rows = Int32Array.from(
      Array.from({ length: count }, (_, row) => row).filter(
        (row) => Number.isFinite(longitudes[row]) && Number.isFinite(latitudes[row]) && belongs(row),
      ),
    );
    this.mercator = mercatorColumns(longitudes, latitudes);
    const positions = new Float64Array(this.rows.length * 2);
    this.rows.forEach((row, point) => {
      positions[point * 2] = longitudes[row] ?? 0;
      positions[point * 2 + 1] = latitudes[row] ?? 0;
    });
    this.#positions = { value: positions, size: 2 };
    this.colours = {
      fill: new Uint8Array(this.rows.length * 4),
      line: new Uint8Array(this.rows.length * 4),
    };
  }

  /** Data for a scatterplot: positions keep their identity and stay on the card, colours are fresh and are sent again. */
  data(): { length: number; attributes: Readonly<Record<string, BinaryAttribute>> } {
    return {
      length: this.rows.length,
      attributes: {
        getPosition: this.#positions,
        getFillColor: { value: this.colours.fill, size: 4, normalized: true },
        getLineColor: { value: this.colours.line, size: 4, normalized: true },
      },
    };
  }
}

/** How every set of sensor points is drawn: discs of a size on the ground, held between two sizes on the screen. */
export const pointLook = {
  stroked: true,
  filled: true,
  radiusUnits: 'meters',
  getRadius: 110,
  radiusMinPixels: 5,
  radiusMaxPixels: 10,
  lineWidthUnits: 'pixels',
  getLineWidth: 1.5,
  parameters: { depthCompare: 'always' },
} as const satisfies Partial<ScatterplotLayerProps & LayerProps>;
