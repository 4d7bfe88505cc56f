import clipping, { type MultiPolygon } from 'polygon-clipping';
import { type Point } from '../../words.ts';
import { signedArea } from './rings.ts';

/** What rings have in common: the outer ring of its largest part, or null where there is nothing. */
export function largestCommonPart(
  first: readonly Point[],
  ...others: readonly (readonly Point[])[]
): Point[] | null {
  return largest(clipping.intersection(polygonOf(first), ...others.map(polygonOf)));
}

/** The outer rings of all that two rings have in common. */
export function commonParts(first: readonly Point[], second: readonly Point[]): Point[][] {
  return outerRings(clipping.intersection(polygonOf(first), polygonOf(second)));
}

/** Hundredths of a metre: near coincidences become coincidences. */
function polygonOf(ring: readonly Point[]): [number, number][][] {
  return [ring.map(([east, north]) => [Math.round(east * 100) / 100, Math.round(north * 100) / 100])];
}

function outerRings(parts: MultiPolygon): Point[][] {
  return parts.map((polygon) => (polygon[0] ?? []).slice(0, -1).map(([east, north]): Point => [east, north]));
}

function largest(parts: MultiPolygon): Point[] | null {
  let best: Point[] | null = null;
  for (const ring of outerRings(parts))
    if (!best || Math.abs(signedArea(ring)) > Math.abs(signedArea(best))) best = ring;
  return best;
}
