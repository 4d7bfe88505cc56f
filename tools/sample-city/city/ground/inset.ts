import { type Point } from '../../words.ts';
import { crossingOf } from '../shapes/lines.ts';
import { signedArea } from '../shapes/rings.ts';
import { at, cross, directionFrom, distance, dot, leftOf, minus, towards } from '../shapes/vectors.ts';

/**
 * A ring moved inwards, each side by its own distance; null where nothing sound is left.
 *
 * @param ring counter-clockwise
 * @param metres by which the side from each point to the next moves
 */
export function insetRing(ring: readonly Point[], metres: readonly number[]): Point[] | null {
  const [points, depths] = cleaned(ring, metres);
  if (points.length < 3) return null;
  const count = points.length;
  const moved = points.map((point, index): Point => {
    const before = at(points, index - 1);
    const after = at(points, (index + 1) % count);
    const [a, b] = [directionFrom(before, point), directionFrom(point, after)];
    const [first, second] = [at(depths, index - 1), at(depths, index)];
    const turn = cross(a, b);
    if (Math.abs(turn) < 0.12) return towards(point, leftOf(b), (first + second) / 2);
    const onFirst = towards(point, leftOf(a), first);
    const onSecond = towards(point, leftOf(b), second);
    const along = cross(minus(onSecond, onFirst), b) / turn;
    const corner = towards(onFirst, a, along);
    const reach = 3 * Math.max(first, second, 1);
    return distance(corner, point) <= reach ? corner : towards(point, directionFrom(point, corner), reach);
  });
  const sound = withoutFolds(points, moved);
  if (sound.length < 3) return null;
  const area = signedArea(sound);
  return area > 30 && area < signedArea(points) && !crossesItself(sound) ? sound : null;
}

/** Without points that lie on the straight or on top of one another. */
function cleaned(ring: readonly Point[], metres: readonly number[]): [Point[], number[]] {
  const points: Point[] = [];
  const depths: number[] = [];
  ring.forEach((point, index) => {
    const last = points.at(-1);
    if (last && distance(last, point) < 2) return;
    const next = at(ring, (index + 1) % ring.length);
    const isStraight =
      last &&
      at(depths, -1) === at(metres, index) &&
      dot(directionFrom(last, point), directionFrom(point, next)) > 0.9995;
    if (isStraight) return;
    points.push(point);
    depths.push(at(metres, index));
  });
  return [points, depths];
}

/** Sides that came out turned round, because they were shorter than the inset, are left out. */
function withoutFolds(before: readonly Point[], after: readonly Point[]): Point[] {
  const count = before.length;
  const isFolded = (index: number): boolean =>
    dot(
      minus(at(before, (index + 1) % count), at(before, index)),
      minus(at(after, (index + 1) % count), at(after, index)),
    ) < 0;
  return after.filter((_, index) => !isFolded(index) && !isFolded((index - 1 + count) % count));
}

function crossesItself(ring: readonly Point[]): boolean {
  const count = ring.length;
  for (let i = 0; i < count; i++)
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (crossingOf(at(ring, i), at(ring, i + 1), at(ring, j), at(ring, (j + 1) % count))) return true;
    }
  return false;
}
