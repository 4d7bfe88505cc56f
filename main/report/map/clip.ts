import type { Position } from 'geojson';
import type { Extent } from '../../common/view.ts';

interface Edge {
  readonly isInside: (point: Position) => boolean;
  /** Where the line between two points meets the edge. */
  readonly crossing: (from: Position, to: Position) => Position;
}

/**
 * The part of a ring inside an extent (Sutherland and Hodgman 1974). Rings that enter several times stay one ring with
 * sides along the border, which fills the same.
 */
export function clipRing(ring: readonly Position[], extent: Extent): Position[] {
  return edgesOf(extent).reduce<Position[]>(
    (points, edge) => {
      const kept: Position[] = [];
      points.forEach((point, index) => {
        const before = points[(index + points.length - 1) % points.length] ?? point;
        if (edge.isInside(point)) {
          if (!edge.isInside(before)) kept.push(edge.crossing(before, point));
          kept.push(point);
        } else if (edge.isInside(before)) {
          kept.push(edge.crossing(before, point));
        }
      });
      return kept;
    },
    [...ring],
  );
}

function edgesOf({ west, east, south, north }: Extent): Edge[] {
  return [
    vertical(west, (longitude) => longitude >= west),
    vertical(east, (longitude) => longitude <= east),
    horizontal(south, (latitude) => latitude >= south),
    horizontal(north, (latitude) => latitude <= north),
  ];
}

function vertical(at: number, isInside: (longitude: number) => boolean): Edge {
  return {
    isInside: ([longitude = 0]) => isInside(longitude),
    crossing: ([x0 = 0, y0 = 0], [x1 = 0, y1 = 0]) => [at, y0 + ((y1 - y0) * (at - x0)) / (x1 - x0)],
  };
}

function horizontal(at: number, isInside: (latitude: number) => boolean): Edge {
  return {
    isInside: ([, latitude = 0]) => isInside(latitude),
    crossing: ([x0 = 0, y0 = 0], [x1 = 0, y1 = 0]) => [x0 + ((x1 - x0) * (at - y0)) / (y1 - y0), at],
  };
}
