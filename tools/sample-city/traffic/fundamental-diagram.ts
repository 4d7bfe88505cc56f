import { type Road, type RoadClass } from '../words.ts';

/** How traffic of a class of roads flows. */
export interface Diagram {
  /** Speed at which queues and their dissolving travel upstream, km/h. */
  readonly waveKmh: number;
  /** Vehicles that stand on a kilometre of one lane. */
  readonly jamPerLane: number;
  /** Share of the free speed that is lost on the way to capacity: the free branch bends. */
  readonly bend: number;
  /** Share of capacity that is lost where traffic accelerates out of a standing queue. */
  readonly drop: number;
}

/**
 * Triangular diagrams with a bent free branch. Waves of 15 to 20 km/h and 130 to 150 vehicles a kilometre in a jam are the
 * ranges of Treiber and Kesting, "Traffic Flow Dynamics" (2013), chapter 8; so they are of Daganzo's cell transmission
 * (1994). A queue on a motorway discharges some 5 to 15 % below capacity (Cassidy and Bertini 1999); `drop` is reached in a
 * standstill and taken in proportion to density before, as Kontorinaki and others (2017) do in first-order models.
 */
export const diagrams: Readonly<Record<Exclude<RoadClass, 'street'>, Diagram>> = {
  motorway: { waveKmh: 18, jamPerLane: 146, bend: 0.16, drop: 0.25 },
  ramp: { waveKmh: 17, jamPerLane: 140, bend: 0.2, drop: 0.1 },
  arterial: { waveKmh: 17, jamPerLane: 145, bend: 0.25, drop: 0 },
  collector: { waveKmh: 16, jamPerLane: 145, bend: 0.25, drop: 0 },
};

export function diagramOf(road: Road): Diagram {
  return diagrams[road.roadClass === 'street' ? 'collector' : road.roadClass];
}

/** Vehicles an hour that a road can carry before any signal: where its two branches meet. */
export function capacityOf(road: Road): number {
  const { waveKmh, jamPerLane, bend } = diagramOf(road);
  const atCapacity = road.freeSpeedKmh * (1 - bend);
  return (road.lanes * jamPerLane * waveKmh * atCapacity) / (atCapacity + waveKmh);
}

/** A signal at the foot of a ramp gives at least this share, before the queue reaches the motorway. */
const leastGreenOfRamp = 0.8;

/** Vehicles an hour that leave a road at most: what the signal at its end lets through. */
export function exitCapacityOf(road: Road): number {
  const green = road.roadClass === 'ramp' ? Math.max(leastGreenOfRamp, road.greenShare) : road.greenShare;
  return capacityOf(road) * green;
}
