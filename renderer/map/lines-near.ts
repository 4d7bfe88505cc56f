import type { VertexColumns } from '../state/places.svelte.ts';
import { lineOffset, lineWidth } from './line-look.ts';
import { mercatorColumns, mercatorX, mercatorY, type MercatorColumns } from './mercator.ts';

/** How far beside a line's edge it is still pointed at, px. */
const slackPixels = 2;

/** Lines in the unit square of Web Mercator: the row of each vertex, and where it lies. */
export interface MercatorLines extends MercatorColumns {
  readonly rows: Int32Array;
}

/** Projects the vertices of lines. */
export function mercatorLines({ rows, longitudes, latitudes }: VertexColumns): MercatorLines {
  return { rows, ...mercatorColumns(longitudes, latitudes) };
}

/**
 * The rows whose line is drawn under a point of the screen, nearest first: lines lie to the right of their vertices.
 * @param worldSize edge of the unit square on the screen, px
 */
export function linesNear(
  lines: MercatorLines,
  longitude: number,
  latitude: number,
  worldSize: number,
): number[] {
  const width = lineWidth(worldSize, latitude);
  const aside = lineOffset(width) / worldSize;
  const limit = (width / 2 + slackPixels) / worldSize;
  const point = { x: mercatorX(longitude), y: mercatorY(latitude) };
  const nearest = new Map<number, number>();
  for (let at = 1; at < lines.rows.length; at += 1) {
    const row = lines.rows[at] ?? -1;
    if (lines.rows[at - 1] !== row) continue;
    const distance = distanceTo(lines, at, aside, point);
    if (distance <= limit && distance < (nearest.get(row) ?? Infinity)) nearest.set(row, distance);
  }
  return [...nearest].sort(([, first], [, second]) => first - second).map(([row]) => row);
}

/** From a point to the segment that ends at vertex `at`, moved to the right by `aside`. */
function distanceTo(
  { x, y }: MercatorLines,
  at: number,
  aside: number,
  point: { readonly x: number; readonly y: number },
): number {
  const fromX = x[at - 1] ?? NaN;
  const fromY = y[at - 1] ?? NaN;
  const alongX = (x[at] ?? NaN) - fromX;
  const alongY = (y[at] ?? NaN) - fromY;
  const length = Math.hypot(alongX, alongY);
  if (!(length > 0)) return Infinity;
  // The square's y points south: to the right of a direction is a quarter turn from x to y.
  const offX = point.x - fromX + (alongY / length) * aside;
  const offY = point.y - fromY - (alongX / length) * aside;
  const share = Math.min(Math.max((offX * alongX + offY * alongY) / length ** 2, 0), 1);
  return Math.hypot(offX - share * alongX, offY - share * alongY);
}
