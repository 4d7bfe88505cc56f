export type Segment = readonly [from: [number, number], to: [number, number]];

/** Lines crossed on the way of one degree to the north: about eight lie across a cell. */
const linesPerDegree = 700;

/** Diagonal lines within a convex polygon of longitudes and latitudes; those of neighbours meet. */
export function hatchOf(polygon: readonly [number, number][]): Segment[] {
  const [first] = polygon;
  if (first === undefined) return [];
  const narrow = Math.cos((Math.round(first[1]) * Math.PI) / 180);
  const height = ([longitude, latitude]: readonly [number, number]): number =>
    (latitude + longitude * narrow) * linesPerDegree;
  const heights = polygon.map(height);
  const segments: Segment[] = [];
  for (let line = Math.ceil(Math.min(...heights)); line <= Math.max(...heights); line++) {
    const crossings = polygon.flatMap((corner, index): [number, number][] => {
      const next = polygon[(index + 1) % polygon.length] ?? corner;
      const [here, there] = [height(corner), height(next)];
      if (here > line === there > line) return [];
      const share = (line - here) / (there - here);
      return [[corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])]];
    });
    const [from, to] = crossings;
    if (from !== undefined && to !== undefined) segments.push([from, to]);
  }
  return segments;
}
