import { type Point } from '../../words.ts';
import { type Corridor } from '../network/corridors.ts';
import { type Diamond } from '../network/interchanges.ts';
import { Noise } from '../shapes/noise.ts';
import { smoothLine } from '../shapes/lines.ts';
import { at, directionFrom, distance, leftOf, mixOf, towards } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';

/** Winding roads that are only drawn: from one motorway exit in the country to the next, and on from the gates to the coast. */
export function countryLanesOf(
  frame: Frame,
  terrain: Terrain,
  corridors: readonly Corridor[],
  diamonds: readonly Diamond[],
): Point[][] {
  const noise = new Noise(1300, frame.seed, 'country lanes');
  const radials = corridors.flatMap((corridor, index) => (corridor.isRing ? [] : [{ corridor, index }]));
  const exits = radials.map(({ index }) => diamonds.filter(({ corridor }) => corridor === index));
  const pairs = exits.slice(1).flatMap((some, index) =>
    some.flatMap(({ terminals: ends }) => {
      const others = (exits[index] ?? []).flatMap(({ terminals }) => terminals);
      const nearest = others.toSorted((a, b) => distance(a, ends[0]) - distance(b, ends[0]))[0];
      const start = ends.toSorted((a, b) => distance(a, nearest ?? a) - distance(b, nearest ?? b))[0];
      return nearest && start ? [[start, nearest] as const] : [];
    }),
  );
  const lanes = pairs.map(([from, to]) => winding(noise, from, to));
  const onwards = radials.map(({ corridor: { middle } }) => {
    const end = at(middle, -1);
    const direction = directionFrom(at(middle, -2), end);
    let metres = 0;
    while (metres < 6000 && !terrain.shores.nearest(towards(end, direction, metres), 180)) metres += 60;
    return winding(noise, end, towards(end, direction, metres));
  });
  return [...lanes, ...onwards].filter((line) => line.length > 8 && !terrain.crossesWater(line));
}

function winding(noise: Noise, from: Point, to: Point): Point[] {
  const aside = leftOf(directionFrom(from, to));
  const count = Math.max(2, Math.round(distance(from, to) / 350));
  const points = Array.from({ length: count + 1 }, (_, index): Point => {
    const share = index / count;
    const plain = mixOf(from, to, share);
    return towards(plain, aside, 420 * noise.at(plain) * Math.sin(Math.PI * share));
  });
  return smoothLine(points, 40);
}
