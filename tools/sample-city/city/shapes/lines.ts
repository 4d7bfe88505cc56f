import { type Point } from '../../words.ts';
import { at, cross, directionFrom, distance, dot, leftOf, minus, mixOf, towards } from './vectors.ts';

/** Metres. */
export function lengthOf(line: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < line.length; index++) length += distance(at(line, index - 1), at(line, index));
  return length;
}

/** Where one gets to after some metres on a line, and the direction there; held at its ends. */
export function alongLine(line: readonly Point[], metres: number): { point: Point; direction: Point } {
  let left = Math.max(metres, 0);
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [at(line, index - 1), at(line, index)];
    const length = distance(from, to);
    if (length > 0 && (left <= length || index === line.length - 1))
      return { point: mixOf(from, to, Math.min(left / length, 1)), direction: directionFrom(from, to) };
    left -= length;
  }
  return { point: at(line, -1), direction: [1, 0] };
}

/** The part of a line from one distance to another. */
export function partOf(line: readonly Point[], from: number, to: number): Point[] {
  const part: Point[] = [alongLine(line, from).point];
  let passed = 0;
  for (let index = 1; index < line.length; index++) {
    passed += distance(at(line, index - 1), at(line, index));
    if (passed > from + 0.01 && passed < to - 0.01) part.push(at(line, index));
  }
  part.push(alongLine(line, to).point);
  return part;
}

/** A line beside another, to its right where `metres` is positive. */
export function besideLine(line: readonly Point[], metres: number): Point[] {
  return line.map((point, index) => {
    const direction = directionFrom(line[index - 1] ?? point, line[index + 1] ?? point);
    return towards(point, leftOf(direction), -metres);
  });
}

/** How far along a line its nearest point to a place is, and how far away from it. */
export function nearestOnLine(line: readonly Point[], place: Point): { metres: number; distance: number } {
  let nearest = { metres: 0, distance: Infinity };
  let passed = 0;
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [at(line, index - 1), at(line, index)];
    const length = distance(from, to);
    if (length > 0) {
      const share = Math.min(Math.max(dot(minus(place, from), minus(to, from)) / (length * length), 0), 1);
      const away = distance(mixOf(from, to, share), place);
      if (away < nearest.distance) nearest = { metres: passed + share * length, distance: away };
    }
    passed += length;
  }
  return nearest;
}

/** Where two segments cross, as shares of both; null where they don't. */
export function crossingOf(a: Point, b: Point, c: Point, d: Point): { first: number; second: number } | null {
  const [one, other] = [minus(b, a), minus(d, c)];
  const across = cross(one, other);
  if (Math.abs(across) < 1e-9) return null;
  const first = cross(minus(c, a), other) / across;
  const second = cross(minus(c, a), one) / across;
  return first < 0 || first > 1 || second < 0 || second > 1 ? null : { first, second };
}

/** The same line with a point every so many metres, and its own ends. */
export function resampled(line: readonly Point[], spacing: number): Point[] {
  const length = lengthOf(line);
  const steps = Math.max(1, Math.round(length / spacing));
  const points: Point[] = [at(line, 0)];
  let [index, passed] = [1, 0];
  for (let step = 1; step < steps; step++) {
    const wanted = (length * step) / steps;
    while (index < line.length - 1 && passed + distance(at(line, index - 1), at(line, index)) < wanted) {
      passed += distance(at(line, index - 1), at(line, index));
      index++;
    }
    const [from, to] = [at(line, index - 1), at(line, index)];
    points.push(mixOf(from, to, (wanted - passed) / Math.max(distance(from, to), 1e-9)));
  }
  points.push(at(line, -1));
  return points;
}

/** Leaves out the points that lie within a tolerance of what is kept (Douglas and Peucker 1973). */
export function simplified(line: readonly Point[], tolerance: number): Point[] {
  const kept = new Set<number>([0, line.length - 1]);
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    let [worst, far] = [-1, tolerance];
    for (let index = first + 1; index < last; index++) {
      const away = nearestOnLine([at(line, first), at(line, last)], at(line, index)).distance;
      if (away > far) [worst, far] = [index, away];
    }
    if (worst < 0) continue;
    kept.add(worst);
    open.push([first, worst], [worst, last]);
  }
  return line.filter((_, index) => kept.has(index));
}

/** A smooth line through points: uniform Catmull-Rom, resampled. */
export function smoothLine(points: readonly Point[], spacing: number): Point[] {
  const line: Point[] = [];
  for (let index = 0; index < points.length - 1; index++) {
    const [b, c] = [at(points, index), at(points, index + 1)];
    line.push(...spline(points[index - 1] ?? b, b, c, points[index + 2] ?? c));
  }
  line.push(at(points, -1));
  return resampled(line, spacing);
}

/** A smooth ring through points; the last point is not the first. */
export function smoothRing(points: readonly Point[], spacing: number): Point[] {
  const count = points.length;
  const ring = points.flatMap((point, index) =>
    spline(at(points, index - 1), point, at(points, (index + 1) % count), at(points, (index + 2) % count)),
  );
  return resampled([...ring, at(ring, 0)], spacing).slice(0, -1);
}

/** Points of a Catmull-Rom piece from `b` to before `c`. */
function spline(a: Point, b: Point, c: Point, d: Point): Point[] {
  const pieces = Math.max(2, Math.min(64, Math.ceil(distance(b, c) / 20)));
  return Array.from({ length: pieces }, (_, piece): Point => {
    const t = piece / pieces;
    const value = (axis: 0 | 1): number =>
      0.5 *
      (2 * b[axis] +
        (c[axis] - a[axis]) * t +
        (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
        (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
    return [value(0), value(1)];
  });
}

/** A cubic Bézier curve. */
export function bezier(a: Point, b: Point, c: Point, d: Point, spacing: number): Point[] {
  const line = Array.from({ length: 33 }, (_, step): Point => {
    const t = step / 32;
    const s = 1 - t;
    const value = (axis: 0 | 1): number =>
      s * s * s * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t * t * t * d[axis];
    return [value(0), value(1)];
  });
  return resampled(line, spacing);
}
