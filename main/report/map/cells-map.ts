import type { MultiPolygon, Polygon } from 'geojson';
import { markup, type Markup } from '../markup.ts';
import { svgMap } from './svg-map.ts';
import type { Projection } from './projection.ts';

/** A cell as the report's map draws it. */
export interface DrawnCell {
  /** Longitude and latitude, in order around it. */
  readonly corners: readonly (readonly [number, number])[];
  readonly colour: string;
  /** It cannot be told from its long-run mean. */
  readonly isHatched: boolean;
}

/** Cells over the land, hatched where they cannot be told from their mean. */
export function cellsMap(
  {
    projection,
    land,
    cells,
  }: {
    readonly projection: Projection;
    readonly land: readonly (Polygon | MultiPolygon)[];
    readonly cells: readonly DrawnCell[];
  },
  description: string,
): Markup {
  const drawn = cells.map(({ corners, colour, isHatched }) => {
    const points = corners
      .map(([x, y]) => `${projection.x(x).toFixed(1)},${projection.y(y).toFixed(1)}`)
      .join(' ');
    const hatch = isHatched ? markup`<polygon points="${points}" fill="url(#hatch)"/>` : null;
    return markup`<polygon points="${points}" fill="${colour}" fill-opacity="0.8" stroke="#fbfbfa" stroke-width="0.75"/>${hatch}`;
  });
  const over = markup`<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" stroke="#fbfbfa" stroke-width="1.5"/></pattern></defs>${drawn}`;
  return svgMap({ projection, land, places: [], numbers: new Map(), captured: null, over }, description);
}
