import { streamOf } from '../../random.ts';
import { type District, type Point, type TrafficZone } from '../../words.ts';
import { type Corridor } from '../network/corridors.ts';
import { type RoadRegistry } from '../network/road-registry.ts';
import { centreOf } from '../shapes/rings.ts';
import { at, distance } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';

const zonesOfShippedCity = 60;
const residentsBehindGate = 21_000;
const jobsBehindGate = 12_000;

/** About sixty zones in the districts, as many as they have junctions, and a gate at the end of every motorway. */
export function trafficZonesOf(
  frame: Frame,
  { junctions, roads }: RoadRegistry,
  corridors: readonly Corridor[],
  districts: readonly District[],
  districtAt: (place: Point) => number,
): TrafficZone[] {
  const members = districts.map((): number[] => []);
  const onStreets = new Set(
    roads.flatMap(({ roadClass, from, to }) =>
      roadClass === 'arterial' || roadClass === 'collector' ? [from, to] : [],
    ),
  );
  for (const junction of onStreets) members[districtAt(at(junctions, junction).point)]?.push(junction);
  const wanted = zonesOfShippedCity * Math.max(0.5, frame.scale ** 1.4);
  const zones = districts.flatMap((district, index): TrafficZone[] => {
    const own = members[index] ?? [];
    const points = own.map((junction) => at(junctions, junction).point);
    const nearestOf = (some: Iterable<number>): number => {
      const middle = centreOf(district.outline);
      const away = (junction: number): number => distance(at(junctions, junction).point, middle);
      return [...some].reduce((best, one) => (away(one) < away(best) ? one : best));
    };
    if (own.length === 0)
      return [
        zoneOf(district, index, 0, [nearestOf(onStreets)], junctions, district.residents, district.jobs),
      ];
    const count = Math.max(1, Math.round((wanted * own.length) / onStreets.size));
    const groups = spread(points, Math.min(count, own.length));
    const random = streamOf(frame.seed, 'traffic zones', district.key);
    const weights = groups.map((group) => group.length * (0.7 + 0.6 * random.next()));
    const residents = dealt(district.residents, weights);
    const jobs = dealt(
      district.jobs,
      weights.map((weight) => weight * (0.6 + 0.8 * random.next())),
    );
    return groups.map((group, number) =>
      zoneOf(
        district,
        index,
        number,
        group.map((member) => at(own, member)),
        junctions,
        residents[number] ?? 0,
        jobs[number] ?? 0,
      ),
    );
  });
  const gates = corridors
    .filter(({ isRing }) => !isRing)
    .map(({ key, middle }): TrafficZone => {
      const end = at(middle, -1);
      const junction = junctions.findIndex(({ point }) => distance(point, end) < 1);
      return {
        key: `G-${key}`,
        district: districtAt(end),
        centre: at(junctions, junction).point,
        junctions: [junction],
        residents: residentsBehindGate,
        jobs: jobsBehindGate,
        isGate: true,
      };
    });
  return [...zones, ...gates];
}

function zoneOf(
  district: District,
  index: number,
  number: number,
  members: readonly number[],
  junctions: RoadRegistry['junctions'],
  residents: number,
  jobs: number,
): TrafficZone {
  const points = members.map((junction) => at(junctions, junction).point);
  const sum = points.reduce<Point>(([east, north], point) => [east + point[0], north + point[1]], [0, 0]);
  const centre: Point = [sum[0] / points.length, sum[1] / points.length];
  const nearest = members.toSorted(
    (a, b) => distance(at(junctions, a).point, centre) - distance(at(junctions, b).point, centre),
  );
  return {
    key: `Z-${district.key}-${number + 1}`,
    district: index,
    centre,
    junctions: nearest.slice(0, 4),
    residents,
    jobs,
    isGate: false,
  };
}

/** Groups around points that are as far from one another as they can be (Gonzalez 1985), then once around their means. */
function spread(points: readonly Point[], count: number): number[][] {
  let middles: Point[] = [at(points, 0)];
  const away = points.map((point) => distance(point, at(middles, 0)));
  while (middles.length < count) {
    const farthest = away.indexOf(Math.max(...away));
    const next = at(points, farthest);
    middles.push(next);
    points.forEach((point, index) => (away[index] = Math.min(away[index] ?? 0, distance(point, next))));
  }
  let groups = grouped(points, middles);
  for (let round = 0; round < 4; round++) {
    middles = groups.map((group): Point => {
      const [east, north] = group.reduce<[number, number]>(
        (sum, member) => [sum[0] + at(points, member)[0], sum[1] + at(points, member)[1]],
        [0, 0],
      );
      return [east / group.length, north / group.length];
    });
    groups = grouped(points, middles);
  }
  return groups;
}

function grouped(points: readonly Point[], middles: readonly Point[]): number[][] {
  const groups = middles.map((): number[] => []);
  points.forEach((point, member) => {
    let best = 0;
    middles.forEach((middle, index) => {
      if (distance(middle, point) < distance(at(middles, best), point)) best = index;
    });
    groups[best]?.push(member);
  });
  return groups.filter(({ length }) => length > 0);
}

/** Whole numbers in the proportion of weights that sum to a total. */
export function dealt(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [passed, given] = [0, 0];
  return weights.map((weight) => {
    passed += weight;
    const share = Math.round((total * passed) / whole) - given;
    given += share;
    return share;
  });
}
