import type { Point } from '../words.ts';

/** Steps of the grid that is searched across the longer side. */
const steps = 32;

/** Where a name stands in an area: the point of a grid that lies furthest from its edge, in the area whatever its shape. */
export function labelPoint(ring: readonly Point[]): Point {
  const easts = ring.map(([east]) => east);
  const norths = ring.map(([, north]) => north);
  const [west, east] = [Math.min(...easts), Math.max(...easts)];
  const [south, north] = [Math.min(...norths), Math.max(...norths)];
  const step = Math.max(east - west, north - south) / steps;
  let best: Point = [(west + east) / 2, (south + north) / 2];
  let furthest = -Infinity;
  for (let x = west + step / 2; x < east; x += step) {
    for (let y = south + step / 2; y < north; y += step) {
      const distance = signedDistance([x, y], ring);
      if (distance <= furthest) continue;
      furthest = distance;
      best = [x, y];
    }
  }
  return best;
}

/** Metres to the edge, negative outside. */
function signedDistance([x, y]: Point, ring: readonly Point[]): number {
  let isInside = false;
  let nearest = Infinity;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
    const share = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)));
  }
  return isInside ? nearest : -nearest;
}
