import { type Point } from '../../words.ts';
import { resampled } from '../shapes/lines.ts';
import { rightOf, towards } from '../shapes/vectors.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { type Corridor, type CorridorCrossing, besideCorridor } from './corridors.ts';

/** Where an ordinary road passes over a motorway and ramps join the two. */
export interface Diamond {
  readonly corridor: number;
  readonly metres: number;
  readonly centre: Point;
  /** Direction of travel of the forward carriageway. */
  readonly direction: Point;
  /** Where the ramps meet the road, on the side of the forward and of the backward carriageway. */
  readonly terminals: readonly [forward: Point, backward: Point];
}

/** A stretch of a corridor in water, from shore to shore. */
export interface WaterSpan {
  readonly from: number;
  readonly to: number;
}

/** Metres from the middle of a motorway to the ends of its ramps. */
const terminalMetres = 135;

/** Stretches of a corridor that lie in water. */
export function waterSpansOf(corridor: Corridor, terrain: Terrain): WaterSpan[] {
  const spans: WaterSpan[] = [];
  const points = resampled(corridor.middle, 10);
  const spacing = corridor.length / (points.length - 1);
  let start: number | null = null;
  points.forEach((point, index) => {
    if (terrain.isWater(point)) start ??= index * spacing;
    else if (start !== null) {
      spans.push({ from: start - spacing, to: index * spacing });
      start = null;
    }
  });
  return spans;
}

/** Ramps where ordinary roads cross, evenly between the crossings of motorways, shores and ends of a corridor. */
export function diamondsOf(
  corridors: readonly Corridor[],
  crossings: readonly CorridorCrossing[],
  terrain: Terrain,
  apart: number,
): Diamond[] {
  return corridors.flatMap((corridor, index) =>
    stationsOf(corridor, index, crossings, waterSpansOf(corridor, terrain), apart)
      .map((metres): Diamond => {
        const { point, direction } = besideCorridor(corridor, metres, 0);
        const right = rightOf(direction);
        const terminals = [
          towards(point, right, terminalMetres),
          towards(point, right, -terminalMetres),
        ] as const;
        return { corridor: index, metres, centre: point, direction, terminals };
      })
      .filter(({ centre, direction }) =>
        [-420, -250, 250, 420].every((away) => !terrain.isWater(towards(centre, rightOf(direction), away))),
      ),
  );
}

function stationsOf(
  corridor: Corridor,
  index: number,
  crossings: readonly CorridorCrossing[],
  spans: readonly WaterSpan[],
  apart: number,
): number[] {
  const kept = crossings
    .filter(({ ring, radial }) => ring === index || radial === index)
    .map(({ ring, ringMetres, radialMetres }) => (ring === index ? ringMetres : radialMetres))
    .map((metres) => ({ from: metres - 1500, to: metres + 1500 }));
  const shores = spans.map(({ from, to }) => ({ from: from - 850, to: to + 850 }));
  const closed = [...kept, ...shores].sort((a, b) => a.from - b.from);
  const [first] = closed;
  if (corridor.isRing && first)
    closed.push({ from: first.from + corridor.length, to: first.to + corridor.length });
  if (!corridor.isRing) {
    closed.unshift({ from: -1, to: 0 });
    closed.push({ from: corridor.length - 1100, to: corridor.length });
  }
  const stations: number[] = [];
  let open = closed[0]?.to ?? 0;
  for (const { from, to } of closed.slice(1)) {
    const room = from - open;
    const count = room < 0 ? 0 : 1 + Math.floor(room / apart);
    for (let step = 0; step < count; step++)
      stations.push(count === 1 ? open + room / 2 : open + (room * step) / (count - 1));
    open = Math.max(open, to);
  }
  return stations.map((metres) => (corridor.isRing ? metres % corridor.length : metres));
}
