import { describe, expect, it } from 'vitest';
import { planCity } from '../../../../tools/sample-city/city/plan-city.ts';
import { lengthOf, resampled } from '../../../../tools/sample-city/city/shapes/lines.ts';
import { isInRing } from '../../../../tools/sample-city/city/shapes/rings.ts';
import { at, distance } from '../../../../tools/sample-city/city/shapes/vectors.ts';
import { type City, type Point, type Road } from '../../../../tools/sample-city/words.ts';
import { cityOf, scenarioOf } from './scenario.ts';

function simulatedRoads({ roads }: City): Road[] {
  return roads.filter(({ roadClass }) => roadClass !== 'street');
}

/** Junctions that can be reached from one, along roads or against them. */
function reachable(roads: readonly Road[], start: number, isForward: boolean): Set<number> {
  const next = new Map<number, number[]>();
  for (const { from, to } of roads) {
    const [one, other] = isForward ? [from, to] : [to, from];
    next.set(one, [...(next.get(one) ?? []), other]);
  }
  const seen = new Set([start]);
  const open = [start];
  for (let junction = open.pop(); junction !== undefined; junction = open.pop())
    for (const other of next.get(junction) ?? [])
      if (!seen.has(other)) {
        seen.add(other);
        open.push(other);
      }
  return seen;
}

function isWater({ ground }: City, place: Point): boolean {
  return (
    !ground.land.some((ring) => isInRing(ring, place)) || ground.water.some((ring) => isInRing(ring, place))
  );
}

describe.each([20, 320])('the roads of a city of %i sensors', (sensors) => {
  const city = cityOf(sensors);
  const roads = simulatedRoads(city);
  const used = new Set(roads.flatMap(({ from, to }) => [from, to]));

  it('lead from everywhere to everywhere', () => {
    const start = at(roads, 0).from;
    expect(reachable(roads, start, true).size).toBe(used.size);
    expect(reachable(roads, start, false).size).toBe(used.size);
  });

  it('stand in water only on bridges and in tunnels', () => {
    const wet = roads.filter(
      ({ structure, line }) =>
        structure === 'ground' && resampled(line, 25).some((place) => isWater(city, place)),
    );
    expect(wet.map(({ key }) => key)).toEqual([]);
  });

  it('are as long as their lines, which run from junction to junction', () => {
    for (const { key, line, lengthMetres, from, to } of roads) {
      expect(Math.abs(lengthOf(line) - lengthMetres), key).toBeLessThan(0.5);
      expect(distance(at(line, 0), at(city.junctions, from).point), key).toBeLessThan(1);
      expect(distance(at(line, -1), at(city.junctions, to).point), key).toBeLessThan(1);
    }
  });

  it('meet at junctions at least sixty metres apart', () => {
    const points = [...used].map((index) => at(city.junctions, index).point);
    const near = points.flatMap((point, index) =>
      points
        .slice(index + 1)
        .filter((other) => distance(point, other) < 60)
        .map((other) => [point, other]),
    );
    expect(near).toEqual([]);
  });

  it('have their own keys and answer one another', () => {
    expect(new Set(city.roads.map(({ key }) => key)).size).toBe(city.roads.length);
    city.roads.forEach(({ opposite }, index) => {
      if (opposite !== null) expect(at(city.roads, opposite).opposite).toBe(index);
    });
  });

  it('are long enough to simulate and short enough to read', () => {
    const lengths = roads.map(({ lengthMetres }) => lengthMetres).sort((a, b) => a - b);
    expect(at(lengths, 0)).toBeGreaterThan(60);
    expect(at(lengths, Math.floor(lengths.length * 0.05))).toBeGreaterThan(110);
    expect(at(lengths, Math.floor(lengths.length * 0.98))).toBeLessThan(1600);
  });
});

describe('the city that is shipped', () => {
  const city = cityOf(320);

  it('has a ring of motorway in both directions, ramps, arterials and collectors', () => {
    const count = (roadClass: string): number =>
      city.roads.filter((road) => road.roadClass === roadClass).length;
    expect(count('motorway')).toBeGreaterThan(100);
    expect(count('ramp')).toBeGreaterThan(60);
    expect(count('arterial')).toBeGreaterThan(200);
    expect(count('collector')).toBeGreaterThan(200);
    expect(simulatedRoads(city).length).toBeGreaterThan(700);
    expect(simulatedRoads(city).length).toBeLessThan(1500);
  });

  it('crosses the harbour in a tunnel and the river on bridges', () => {
    expect(city.roads.filter(({ structure }) => structure === 'tunnel').length).toBeGreaterThanOrEqual(2);
    const overWater = city.roads.filter(
      ({ structure, line }) =>
        structure === 'bridge' && resampled(line, 25).some((place) => isWater(city, place)),
    );
    expect(overWater.length).toBeGreaterThan(8);
    expect(overWater.length).toBeLessThan(40);
  });

  it('keeps the two carriageways of a motorway to the right of one another', () => {
    for (const { roadClass, opposite, line } of city.roads) {
      if (roadClass !== 'motorway' || opposite === null) continue;
      const place = at(line, line.length >> 1);
      const other = resampled(at(city.roads, opposite).line, 15);
      const nearest = other.reduce((best, point) =>
        distance(point, place) < distance(best, place) ? point : best,
      );
      const before = at(line, (line.length >> 1) - 1);
      const side =
        (place[0] - before[0]) * (nearest[1] - place[1]) - (place[1] - before[1]) * (nearest[0] - place[0]);
      if (distance(nearest, place) < 60) expect(side).toBeGreaterThan(0);
    }
  });

  it('is the same every time, and another with another seed', () => {
    expect(planCity(scenarioOf(20))).toEqual(cityOf(20));
    expect(planCity(scenarioOf(20, 7)).roads).not.toEqual(cityOf(20).roads);
  });
});
