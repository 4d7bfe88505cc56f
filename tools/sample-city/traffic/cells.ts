import { capacityOf, diagramOf, exitCapacityOf } from './fundamental-diagram.ts';
import { type City } from '../words.ts';
import { type Network } from './network.ts';

/** Length of a time step. */
export const stepSeconds = 10;
const stepsPerHour = 3600 / stepSeconds;

/** Cells of roads that are no motorways are at least this many times as long as they need to be: their queues are short. */
const coarseness = 1.4;

/**
 * Links cut into cells (Daganzo 1994). A cell is at least as long as an undisturbed vehicle drives in one step, so that
 * nothing skips a cell; a link that is shorter than that counts as that long.
 */
export interface Cells {
  readonly count: number;
  /** The cells of a link stand from `offsets[link]`, in the direction of travel, to below `offsets[link + 1]`. */
  readonly offsets: Int32Array;
  readonly linkOf: Int32Array;
  readonly metres: Float64Array;
  /** Share of a cell that is passed in one step at free speed, undisturbed. */
  readonly free: Float64Array;
  /** The same for waves in a queue. */
  readonly wave: Float64Array;
  /** Vehicles in one step, undisturbed. */
  readonly capacity: Float64Array;
  /** Vehicles in a standstill. */
  readonly jam: Float64Array;
  readonly bend: Float64Array;
  readonly drop: Float64Array;
  readonly lanes: Float64Array;
  /** Vehicles in one step out of each link: what its signal lets through. */
  readonly exit: Float64Array;
}

export function cellsOf(city: City, network: Network): Cells {
  const offsets = new Int32Array(network.links + 1);
  for (let link = 0; link < network.links; link++) {
    const road = city.roads[network.roadOf[link] ?? -1];
    const reach = ((road?.freeSpeedKmh ?? 1) / 3.6) * stepSeconds;
    const least = road?.roadClass === 'motorway' ? reach : reach * coarseness;
    const count = Math.max(1, Math.floor((road?.lengthMetres ?? 0) / least));
    offsets[link + 1] = (offsets[link] ?? 0) + count;
  }
  const count = offsets[network.links] ?? 0;
  const cells: Cells = {
    count,
    offsets,
    linkOf: new Int32Array(count),
    metres: new Float64Array(count),
    free: new Float64Array(count),
    wave: new Float64Array(count),
    capacity: new Float64Array(count),
    jam: new Float64Array(count),
    bend: new Float64Array(count),
    drop: new Float64Array(count),
    lanes: new Float64Array(count),
    exit: new Float64Array(network.links),
  };
  for (let link = 0; link < network.links; link++) {
    const road = city.roads[network.roadOf[link] ?? -1];
    if (road === undefined) continue;
    const begin = offsets[link] ?? 0;
    const end = offsets[link + 1] ?? 0;
    const reach = (road.freeSpeedKmh / 3.6) * stepSeconds;
    const metres = Math.max(road.lengthMetres / (end - begin), reach);
    const diagram = diagramOf(road);
    cells.linkOf.fill(link, begin, end);
    cells.metres.fill(metres, begin, end);
    cells.free.fill(reach / metres, begin, end);
    cells.wave.fill(((diagram.waveKmh / 3.6) * stepSeconds) / metres, begin, end);
    cells.capacity.fill(capacityOf(road) / stepsPerHour, begin, end);
    cells.jam.fill((road.lanes * diagram.jamPerLane * metres) / 1000, begin, end);
    cells.bend.fill(diagram.bend, begin, end);
    cells.drop.fill(diagram.drop, begin, end);
    cells.lanes.fill(road.lanes, begin, end);
    cells.exit[link] = exitCapacityOf(road) / stepsPerHour;
  }
  return cells;
}

/** The cell of a link that lies so far along its road. */
export function cellAt(cells: Cells, link: number, atMetres: number, lengthMetres: number): number {
  const begin = cells.offsets[link] ?? 0;
  const count = (cells.offsets[link + 1] ?? 0) - begin;
  const share = lengthMetres > 0 ? atMetres / lengthMetres : 0;
  return begin + Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}
