import { type Point } from '../../words.ts';
import { type LineIndex } from '../shapes/line-index.ts';
import { distance, dot, leftOf, towards } from '../shapes/vectors.ts';
import { type StreetField } from './street-field.ts';

/** What a street may do while it is traced. */
export interface TraceRules {
  /** Metres from one point to the next. */
  readonly step: number;
  readonly longest: number;
  /** Metres that streets which run the same way keep from one another. */
  separation(place: Point, heading: Point): number;
  /** Whether a street may lie at a place. */
  isOpen(place: Point): boolean;
}

/**
 * Follows the field from a place until the ground ends, another street runs beside it or it comes back upon itself. The first point
 * is the start.
 *
 * @param owner of the line that it carries on, which is in its way no more than itself
 */
export function trace(
  field: StreetField,
  others: LineIndex,
  rules: TraceRules,
  start: Point,
  heading: Point,
  owner: object | null = null,
): Point[] {
  const line: Point[] = [start];
  let [place, direction] = [start, heading];
  const steps = rules.longest / rules.step;
  for (let step = 0; step < steps; step++) {
    const half = field.directionAt(place, direction);
    direction = field.directionAt(towards(place, half, rules.step / 2), half);
    place = towards(place, direction, rules.step);
    if (!rules.isOpen(place)) break;
    if (others.hasParallel(place, direction, 0.62 * rules.separation(place, direction), owner)) {
      line.push(...lastStretch(field, others, rules, place, direction));
      break;
    }
    line.push(place);
    if (line.length > 12 && distance(place, start) < 1.5 * rules.step) break;
  }
  return line;
}

/** A street that others crowd goes on to the next one that it meets at an angle; nothing where it meets none soon. */
function lastStretch(
  field: StreetField,
  others: LineIndex,
  rules: TraceRules,
  start: Point,
  heading: Point,
): Point[] {
  const stretch: Point[] = [start];
  let [place, direction] = [start, heading];
  const steps = rules.separation(start, heading) / rules.step;
  for (let step = 0; step < steps; step++) {
    const met = others.nearest(place, 0.8 * rules.step + 6);
    if (met) return Math.abs(dot(met.direction, direction)) < 0.78 ? stretch : [];
    direction = field.directionAt(place, direction);
    place = towards(place, direction, rules.step);
    if (!rules.isOpen(place)) return [];
    stretch.push(place);
  }
  return [];
}

/** Follows the field both ways. */
function traceBothWays(
  field: StreetField,
  others: LineIndex,
  rules: TraceRules,
  start: Point,
  heading: Point,
): Point[] {
  const ahead = trace(field, others, rules, start, heading);
  const last = ahead.at(-1) ?? start;
  const isLoop = ahead.length > 12 && distance(last, start) < 1.5 * rules.step;
  if (isLoop) return [...ahead, start];
  const back = trace(field, others, rules, start, [-heading[0], -heading[1]]);
  return [...back.reverse(), ...ahead.slice(1)];
}

/**
 * Fills the open ground with streets in the order of the seeds; each is added to `others` as it is traced.
 *
 * @param shortest metres below which a street is given up
 */
export function traceAll(
  field: StreetField,
  others: LineIndex,
  rules: TraceRules,
  seeds: readonly Point[],
  shortest: number,
): Point[][] {
  const lines: Point[][] = [];
  for (const seed of seeds) {
    if (!rules.isOpen(seed)) continue;
    const along = field.directionAt(seed, [1, 0]);
    for (const heading of [along, leftOf(along)]) {
      if (others.hasParallel(seed, heading, rules.separation(seed, heading))) continue;
      const line = traceBothWays(field, others, rules, seed, heading);
      if ((line.length - 1) * rules.step < shortest) continue;
      lines.push(line);
      others.add(line);
    }
  }
  return lines;
}
