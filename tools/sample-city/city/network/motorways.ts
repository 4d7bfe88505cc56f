import { type Name, type Point } from '../../words.ts';
import { bezier } from '../shapes/lines.ts';
import { at, cross, distance, towards } from '../shapes/vectors.ts';
import { type Corridor, type CorridorCrossing, besideCorridor } from './corridors.ts';
import { type Diamond, type WaterSpan } from './interchanges.ts';
import { type PlannedRoad } from './planned-road.ts';

/** Metres from the middle of a motorway to the middle of a carriageway. */
const halfMedian = 14;
/** Metres from the middle of an interchange to where ramps leave and join, forwards; backwards they are staggered. */
const reach = { diamond: 370, crossing: 460 } as const;
const staggerMetres = 100;
const longestRoad = 1400;

type Heading = 'forward' | 'backward';

/** A place where a carriageway is cut into roads. Forward and backward cuts of a corridor answer one another. */
interface Cut {
  readonly forward: number;
  readonly backward: number;
}

/** All carriageways and ramps. Diamonds whose road was not built are left out by the caller. */
export function motorwayRoads(
  corridors: readonly Corridor[],
  crossings: readonly CorridorCrossing[],
  diamonds: readonly Diamond[],
  spans: readonly (readonly WaterSpan[])[],
): PlannedRoad[] {
  const carriageways = corridors.flatMap((corridor, index) =>
    carriagewaysOf(
      corridor,
      index,
      cutsOf(corridor, index, crossings, diamonds, spans[index] ?? []),
      spans[index] ?? [],
    ),
  );
  const ramps = [
    ...diamonds.flatMap((diamond) => diamondRamps(at(corridors, diamond.corridor), diamond)),
    ...crossings.flatMap((crossing) => crossingRamps(corridors, crossing)),
  ];
  return [...carriageways, ...ramps];
}

function cutsOf(
  corridor: Corridor,
  index: number,
  crossings: readonly CorridorCrossing[],
  diamonds: readonly Diamond[],
  spans: readonly WaterSpan[],
): Cut[] {
  const around = (metres: number, far: number): Cut[] => [
    { forward: metres - far, backward: metres - far + staggerMetres },
    { forward: metres + far, backward: metres + far - staggerMetres },
  ];
  const cuts: Cut[] = [
    ...crossings.flatMap(({ ring, radial, ringMetres, radialMetres }) =>
      ring === index
        ? around(ringMetres, reach.crossing)
        : radial === index
          ? around(radialMetres, reach.crossing)
          : [],
    ),
    ...diamonds.flatMap(({ corridor: own, metres }) => (own === index ? around(metres, reach.diamond) : [])),
    ...spans.flatMap(({ from, to }) => [
      { forward: from - 170, backward: from - 90 },
      { forward: to + 90, backward: to + 170 },
    ]),
  ].sort((a, b) => a.forward - b.forward);
  const first = at(cuts, 0);
  const { length } = corridor;
  const whole = corridor.isRing
    ? [...cuts, { forward: first.forward + length, backward: first.backward + length }]
    : [{ forward: 0, backward: 0 }, ...cuts, { forward: length, backward: length }];
  return whole.flatMap((cut, place) => {
    const next = whole[place + 1];
    if (!next) return [cut];
    const pieces = Math.ceil((next.forward - cut.forward) / longestRoad);
    const between = Array.from({ length: pieces - 1 }, (_, piece): Cut => {
      const metres = cut.forward + ((next.forward - cut.forward) * (piece + 1)) / pieces;
      return { forward: metres, backward: metres + 80 };
    });
    return [cut, ...between];
  });
}

function carriagewaysOf(
  corridor: Corridor,
  corridorIndex: number,
  cuts: readonly Cut[],
  spans: readonly WaterSpan[],
): PlannedRoad[] {
  return cuts.slice(1).flatMap((cut, index) => {
    const before = at(cuts, index);
    return (['forward', 'backward'] as const).map((heading): PlannedRoad => {
      const line = carriagewayLine(corridor, heading, before[heading], cut[heading]);
      const [low, high] = [before[heading], cut[heading]];
      const span = spans.find(({ from, to }) => {
        const lap = corridor.isRing ? corridor.length : 0;
        return [0, lap].some((laps) => from + laps < high && to + laps > low);
      });
      return {
        roadClass: 'motorway',
        prefix: corridor.isRing ? `${corridor.key}${compassOf(line)}` : corridor.key,
        name: corridor.name,
        from: at(line, 0),
        to: at(line, -1),
        line,
        lanes: 3,
        freeSpeedKmh: 100,
        structure: !span ? 'ground' : span.to - span.from > 450 ? 'tunnel' : 'bridge',
        pair: `${corridor.key} ${index}`,
        course:
          heading === 'forward'
            ? { corridor: corridorIndex, from: low, to: high }
            : { corridor: corridorIndex, from: high, to: low },
      };
    });
  });
}

/** Of a place on the ring, seen from the centre. */
function compassOf(line: readonly Point[]): string {
  const [east, north] = at(line, line.length >> 1);
  const turn = Math.round((Math.atan2(north, east) / Math.PI) * 2);
  return ['E', 'N', 'W', 'S'][(turn + 4) % 4] ?? 'E';
}

/** From one distance to another in the direction of travel; both carriageways meet at the ends of a corridor. */
function carriagewayLine(corridor: Corridor, heading: Heading, from: number, to: number): Point[] {
  const steps = Math.max(2, Math.round((to - from) / 40));
  const line = Array.from({ length: steps + 1 }, (_, step) =>
    carriagewayPoint(corridor, heading, from + ((to - from) * step) / steps),
  );
  return heading === 'forward' ? line : line.reverse();
}

function carriagewayPoint(corridor: Corridor, heading: Heading, metres: number): Point {
  const fromEnd = corridor.isRing ? Infinity : Math.min(metres, corridor.length - metres);
  const aside = halfMedian * Math.min(1, Math.max(0, fromEnd) / 160);
  return besideCorridor(corridor, metres, heading === 'forward' ? aside : -aside).point;
}

/** Where the ramps of one carriageway leave and join, and the direction of travel there. */
function rampEnds(
  corridor: Corridor,
  heading: Heading,
  metres: number,
  far: number,
): { leave: Point; leaving: Point; join: Point; joining: Point } {
  const sign = heading === 'forward' ? 1 : -1;
  const away = heading === 'forward' ? far : far - staggerMetres;
  const end = (place: number): { point: Point; direction: Point } => {
    const { direction } = besideCorridor(corridor, place, 0);
    return {
      point: carriagewayPoint(corridor, heading, place),
      direction: [sign * direction[0], sign * direction[1]],
    };
  };
  const [leave, join] = [end(metres - sign * away), end(metres + sign * away)];
  return { leave: leave.point, leaving: leave.direction, join: join.point, joining: join.direction };
}

function diamondRamps(corridor: Corridor, { metres, direction, terminals }: Diamond): PlannedRoad[] {
  return (['forward', 'backward'] as const).flatMap((heading, index) => {
    const terminal = terminals[index === 0 ? 0 : 1];
    const travel: Point = heading === 'forward' ? direction : [-direction[0], -direction[1]];
    const { leave, leaving, join, joining } = rampEnds(corridor, heading, metres, reach.diamond);
    const bend = 0.42 * distance(leave, terminal);
    const exit = bezier(
      leave,
      towards(leave, leaving, bend),
      towards(terminal, travel, -bend * 0.7),
      terminal,
      30,
    );
    const entry = bezier(
      terminal,
      towards(terminal, travel, bend * 0.7),
      towards(join, joining, -bend),
      join,
      30,
    );
    return [ramp(corridor, exit, 1, 60), ramp(corridor, entry, 1, 60)];
  });
}

/** Eight ramps: from each of four carriageways to the right and, over the other motorway, to the left. */
function crossingRamps(corridors: readonly Corridor[], crossing: CorridorCrossing): PlannedRoad[] {
  const sides = [
    { corridor: at(corridors, crossing.ring), metres: crossing.ringMetres },
    { corridor: at(corridors, crossing.radial), metres: crossing.radialMetres },
  ] as const;
  const headings = ['forward', 'backward'] as const;
  return sides.flatMap(({ corridor, metres }, index) => {
    const other = sides[index === 0 ? 1 : 0];
    return headings.flatMap((heading) =>
      headings.map((otherHeading): PlannedRoad => {
        const { leave, leaving } = rampEnds(corridor, heading, metres, reach.crossing);
        const { join, joining } = rampEnds(other.corridor, otherHeading, other.metres, reach.crossing);
        const bend = (cross(leaving, joining) < 0 ? 0.36 : 0.62) * distance(leave, join);
        const line = bezier(leave, towards(leave, leaving, bend), towards(join, joining, -bend), join, 30);
        return ramp(other.corridor, line, 2, 70);
      }),
    );
  });
}

function ramp(corridor: Corridor, line: readonly Point[], lanes: number, freeSpeedKmh: number): PlannedRoad {
  const name: Name = { en: `${corridor.name.en} ramp`, zh: `${corridor.name.zh}匝道` };
  return {
    roadClass: 'ramp',
    prefix: 'X',
    name,
    from: at(line, 0),
    to: at(line, -1),
    line,
    lanes,
    freeSpeedKmh,
    structure: 'ground',
    pair: null,
    course: null,
  };
}
