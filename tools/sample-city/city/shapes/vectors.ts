import { type Point } from '../../words.ts';

export function add(a: Point, b: Point): Point {
  return [a[0] + b[0], a[1] + b[1]];
}

export function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1]];
}

export function times(a: Point, factor: number): Point {
  return [a[0] * factor, a[1] * factor];
}

/** The point that lies `metres` from a point in a direction of length one. */
export function towards(from: Point, direction: Point, metres: number): Point {
  return [from[0] + direction[0] * metres, from[1] + direction[1] * metres];
}

export function distance(a: Point, b: Point): number {
  const [east, north] = [a[0] - b[0], a[1] - b[1]];
  return Math.sqrt(east * east + north * north);
}

export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1];
}

/** Positive where `b` lies to the left of `a`. */
export function cross(a: Point, b: Point): number {
  return a[0] * b[1] - a[1] * b[0];
}

/** A quarter turn to the right. */
export function rightOf(direction: Point): Point {
  return [direction[1], -direction[0]];
}

/** A quarter turn to the left. */
export function leftOf(direction: Point): Point {
  return [-direction[1], direction[0]];
}

/** From one point to another, of length one; east where they are the same. */
export function directionFrom(a: Point, b: Point): Point {
  const length = distance(a, b);
  return length === 0 ? [1, 0] : [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** @param radians counter-clockwise from east */
export function directionOf(radians: number): Point {
  return [Math.cos(radians), Math.sin(radians)];
}

export function mixOf(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** The element at an index, from the end where it is negative. @throws RangeError where there is none */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index < 0 ? items.length + index : index];
  if (item === undefined) throw new RangeError(`No element ${index} among ${items.length}`);
  return item;
}
