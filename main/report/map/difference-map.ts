import type { MultiPolygon, Polygon } from 'geojson';
import { markup, type Markup } from '../markup.ts';
import type { Projection } from './projection.ts';
import { svgMap } from './svg-map.ts';

/** A point of the ground, degrees. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

/** A forecast that is otherwise, with its change as it is read. */
export interface DrawnChange extends Position {
  readonly isRise: boolean;
  readonly text: string;
}

const ink = '#14161a';
const letter = { height: 15, width: 8, size: 14 };

/** Where forecasts rise and fall, by a shape of its own and a number each, among all the places there are. */
export function differenceMap(
  {
    projection,
    land,
    places,
    changes,
  }: {
    readonly projection: Projection;
    readonly land: readonly (Polygon | MultiPolygon)[];
    readonly places: readonly Position[];
    readonly changes: readonly DrawnChange[];
  },
  description: string,
): Markup {
  const at = ({ longitude, latitude }: Position): { readonly x: number; readonly y: number } => ({
    x: projection.x(longitude),
    y: projection.y(latitude),
  });
  const { width, height } = projection.size;
  const dots = places
    .map(at)
    .filter(({ x, y }) => x >= 0 && x <= width && y >= 0 && y <= height)
    .map(({ x, y }) => markup`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2" fill="#98a1a8"/>`);
  const labels = labelsApart(changes.map((change) => ({ ...change, ...at(change) })));
  const marks = labels.map(({ x, y, labelY, isRise, text }) => {
    const shape = isRise ? 'l6 -11 6 11z' : 'l6 11 6 -11z';
    const from = `M${(x - 6).toFixed(1)} ${(y + (isRise ? 5 : -5)).toFixed(1)}`;
    return markup`<path d="${from}${shape}" fill="#fbfbfa" stroke="${ink}" stroke-width="1.5"/><text x="${(x + 10).toFixed(1)}" y="${(labelY + 5).toFixed(1)}" font-size="${letter.size}" font-weight="600" fill="${ink}" stroke="#fbfbfa" stroke-width="3" paint-order="stroke">${text}</text>`;
  });
  const over = markup`${dots}${marks}`;
  return svgMap({ projection, land, places: [], numbers: new Map(), captured: null, over }, description);
}

/** Labels right of their points, moved down where they would cover one another; those further up come first. */
function labelsApart<One extends { readonly x: number; readonly y: number; readonly text: string }>(
  points: readonly One[],
): readonly (One & { readonly labelY: number })[] {
  const placed: (One & { readonly labelY: number })[] = [];
  for (const point of points.toSorted((one, other) => one.y - other.y)) {
    const covers = (labelY: number): boolean =>
      placed.some(
        (other) =>
          Math.abs(other.labelY - labelY) < letter.height &&
          Math.abs(other.x - point.x) < letter.width * Math.max(other.text.length, point.text.length),
      );
    let labelY = point.y;
    while (covers(labelY)) labelY += 1;
    placed.push({ ...point, labelY });
  }
  return placed;
}
