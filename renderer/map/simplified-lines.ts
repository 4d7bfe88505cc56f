import simplify from 'simplify-js';
import type { VertexColumns } from '../state/places.svelte.ts';
import { mercatorX, mercatorY } from './mercator.ts';

/** How far from where it is measured a line may be drawn, px. */
const tolerancePixels = 0.5;

/** Size of the world at the next whole zoom, px: lines are simplified for it, so that a map that zooms keeps them for a while. */
export function wholeZoomSize(worldSize: number): number {
  return 2 ** Math.ceil(Math.log2(worldSize));
}

/**
 * The vertices that lines need to look as they are: what the card has to work through grows with the vertices, and a street
 * seen from afar needs few. First and last vertices stay.
 * @param worldSize edge of the unit square on the screen, px
 */
export function simplifiedLines(
  { rows, longitudes, latitudes }: VertexColumns,
  worldSize: number,
): VertexColumns {
  const kept: number[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    while (to < rows.length && rows[to] === rows[from]) to += 1;
    const vertices = Array.from({ length: to - from }, (_, index) => ({
      x: mercatorX(longitudes[from + index] ?? NaN) * worldSize,
      y: mercatorY(latitudes[from + index] ?? NaN) * worldSize,
      at: from + index,
    }));
    const needed = new Set<object>(simplify(vertices, tolerancePixels, true));
    for (const vertex of vertices) if (needed.has(vertex)) kept.push(vertex.at);
  }
  return {
    rows: Int32Array.from(kept, (at) => rows[at] ?? -1),
    longitudes: Float64Array.from(kept, (at) => longitudes[at] ?? NaN),
    latitudes: Float64Array.from(kept, (at) => latitudes[at] ?? NaN),
  };
}
