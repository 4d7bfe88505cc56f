import { streamOf } from '../../random.ts';
import { type Detector, type Name, type Point, type Road } from '../../words.ts';
import { type Corridor } from '../network/corridors.ts';
import { type RoadRegistry, compassNames, compassOf } from '../network/road-registry.ts';
import { alongLine } from '../shapes/lines.ts';
import { at, distance } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';

/** A place for a detector that has no key yet. */
interface Spot {
  readonly road: number;
  readonly atMetres: number;
  readonly prefix: string;
  readonly name: Name;
  readonly cabinet: string;
}

/** Share of detectors on motorways, and how close to one another they may stand there. */
const motorwayShare = 0.62;
const closestOnMotorway = 500;
const squareMetres = 900;

/** As many detectors as are wanted: along the motorways at even distances, the rest in the middle of blocks. */
export function detectorsOf(
  frame: Frame,
  wanted: number,
  registry: RoadRegistry,
  corridors: readonly Corridor[],
): Detector[] {
  const motorway = motorwaySpots(registry, corridors, Math.ceil(wanted * motorwayShare)).slice(0, wanted);
  const streets = streetSpots(frame, registry, wanted - motorway.length);
  const numbers = new Map<string, number>();
  return [...motorway, ...streets].map(({ road, atMetres, prefix, name, cabinet }): Detector => {
    const number = (numbers.get(prefix) ?? 0) + 1;
    numbers.set(prefix, number);
    return { key: `${prefix}-${String(number).padStart(3, '0')}`, name, road, atMetres, cabinet };
  });
}

/** Pairs of spots, one on each carriageway, with a cabinet for every two pairs. */
function motorwaySpots(
  { roads, planned }: RoadRegistry,
  corridors: readonly Corridor[],
  wanted: number,
): Spot[] {
  const total = corridors.reduce((sum, { length }) => sum + 2 * length, 0);
  const spacing = Math.max(closestOnMotorway, total / Math.max(wanted, 1));
  return corridors.flatMap((corridor, corridorIndex) => {
    const count = Math.max(1, Math.floor(corridor.length / spacing));
    const own = planned.flatMap(({ course }, road) =>
      course?.corridor === corridorIndex ? [{ ...course, road }] : [],
    );
    return Array.from({ length: count }, (_, number) => (corridor.length * (number + 0.5)) / count).flatMap(
      (metres, number) =>
        own.flatMap(({ from, to, road }): Spot[] => {
          const lap = corridor.isRing && metres < Math.min(from, to) ? corridor.length : 0;
          const share = (metres + lap - from) / (to - from);
          if (share < 0 || share >= 1) return [];
          const planned = at(roads, road);
          const atMetres = held(share * planned.lengthMetres, planned);
          return [
            {
              road,
              atMetres,
              prefix: planned.key.slice(0, planned.key.indexOf('-')),
              name: motorwayName(corridor, to > from, metres),
              cabinet: `C-${corridor.key}-${Math.floor(number / 2) + 1}`,
            },
          ];
        }),
    );
  });
}

function motorwayName(corridor: Corridor, isForward: boolean, metres: number): Name {
  const kilometre = (metres / 1000).toFixed(1);
  const [en, zh] = corridor.isRing
    ? isForward
      ? ['counter-clockwise', '逆时针']
      : ['clockwise', '顺时针']
    : isForward
      ? ['outbound', '出城']
      : ['inbound', '进城'];
  return {
    en: `${corridor.name.en} ${en}, km ${kilometre}`,
    zh: `${corridor.name.zh}${zh} ${kilometre} 公里`,
  };
}

/** Both directions of streets spread over the city, important ones first; a second and third on a road once all have one. */
function streetSpots(frame: Frame, { roads, junctions }: RoadRegistry, wanted: number): Spot[] {
  const leaving = junctions.map((): number[] => []);
  roads.forEach(({ from }, index) => leaving[from]?.push(index));
  const order = roads
    .flatMap((road, index) => {
      const isStreet = road.roadClass === 'arterial' || road.roadClass === 'collector';
      if (!isStreet || road.lengthMetres < 140 || (road.opposite ?? Infinity) < index) return [];
      const luck = streamOf(frame.seed, 'detector', road.key).next();
      const weight = road.roadClass === 'arterial' ? (road.lanes > 2 ? 0.35 : 0.6) : 1.25;
      const middle = alongLine(road.line, road.lengthMetres / 2).point;
      const isOutside = distance(middle, [0, 0]) > 1.12 * frame.radius;
      return [{ index, road, turn: luck * weight + (isOutside ? 1 : 0), middle }];
    })
    .sort((a, b) => a.turn - b.turn);
  const spots: Spot[] = [];
  const taken = new Set<number>();
  const kept = new Map<string, Point[]>();
  for (const apart of [750, 450, 0])
    for (const { index, road, middle } of order) {
      if (spots.length >= wanted || taken.has(index) || isNear(kept, middle, apart)) continue;
      taken.add(index);
      keep(kept, middle);
      for (const one of [index, road.opposite])
        if (one !== null && spots.length < wanted) spots.push(streetSpot(roads, leaving, one, 0.5));
    }
  for (let parts = 3; spots.length < wanted && order.length > 0; parts += 2)
    for (let part = 1; part < parts; part++)
      for (const { index, road } of order)
        for (const one of [index, road.opposite])
          if (one !== null && spots.length < wanted && 2 * part !== parts)
            spots.push(streetSpot(roads, leaving, one, part / parts));
  return spots;
}

function streetSpot(
  roads: readonly Road[],
  leaving: readonly (readonly number[])[],
  index: number,
  share: number,
): Spot {
  const road = at(roads, index);
  const atMetres = held(road.lengthMetres * share, road);
  const direction = compassNames[compassOf(road.line)];
  const [east, north] = alongLine(road.line, atMetres).point;
  const crossing = crossStreet(roads, leaving, index);
  return {
    road: index,
    atMetres,
    prefix: road.key.slice(0, road.key.indexOf('-')),
    name: {
      en: `${road.name.en} ${direction.en}${crossing ? ` before ${crossing.en}` : ''}`,
      zh: `${road.name.zh}${direction.zh}${crossing ? `（${crossing.zh}前）` : ''}`,
    },
    cabinet: `C-${Math.floor(east / squareMetres)}-${Math.floor(north / squareMetres)}`,
  };
}

/** The most important other street at the junction ahead. */
function crossStreet(
  roads: readonly Road[],
  leaving: readonly (readonly number[])[],
  index: number,
): Name | null {
  const road = at(roads, index);
  const others = (leaving[road.to] ?? [])
    .map((other) => at(roads, other))
    .filter(
      ({ roadClass, name }) => roadClass !== 'street' && roadClass !== 'ramp' && name.en !== road.name.en,
    );
  return others.toSorted((a, b) => b.lanes - a.lanes)[0]?.name ?? null;
}

/** Not in a junction. */
function held(metres: number, { lengthMetres }: Road): number {
  const margin = Math.min(25, lengthMetres / 4);
  return Math.round(Math.min(Math.max(metres, margin), lengthMetres - margin) * 10) / 10;
}

function isNear(kept: ReadonlyMap<string, readonly Point[]>, place: Point, apart: number): boolean {
  const [column, row] = [Math.floor(place[0] / 1000), Math.floor(place[1] / 1000)];
  for (let east = column - 1; east <= column + 1; east++)
    for (let north = row - 1; north <= row + 1; north++)
      if (kept.get(`${east} ${north}`)?.some((other) => distance(other, place) < apart)) return true;
  return false;
}

function keep(kept: Map<string, Point[]>, place: Point): void {
  const key = `${Math.floor(place[0] / 1000)} ${Math.floor(place[1] / 1000)}`;
  kept.set(key, [...(kept.get(key) ?? []), place]);
}
