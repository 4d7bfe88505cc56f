import { type Cause, type City, type Point } from '../words.ts';
import { type Network } from './network.ts';

/**
 * Seconds between two vehicles of one lane at an all-way stop with traffic on the other approaches; the Highway Capacity Manual
 * has saturation headways of about four (nobody else there) to ten (everybody there).
 */
const allWayStopHeadway = 7;

/** Vehicles an hour that leave a road whose signal is dark, at most. */
export function darkExitPerHour(lanes: number): number {
  return (lanes * 3600) / allWayStopHeadway;
}

/** Signalled junctions that the feeder of an outage feeds: those of its zone to whose line it comes nearest. */
export function darkJunctions(city: City, network: Network, cause: Cause): readonly number[] {
  if (cause.at.kind !== 'feeder') return [];
  const failed = cause.at.feeder;
  const zone = city.feeders[failed]?.zone ?? -1;
  const outline = city.energyZones[zone]?.outline ?? [];
  const rivals = city.feeders.flatMap((feeder, index) => (feeder.zone === zone ? [index] : []));
  const dark: number[] = [];
  for (let node = 0; node < network.nodes; node++) {
    const junction = city.junctions[node];
    if (junction?.isSignalled !== true || !contains(outline, junction.point)) continue;
    const distances = rivals.map((feeder) => lineDistance(city.feeders[feeder]?.line ?? [], junction.point));
    const nearest = rivals[distances.indexOf(Math.min(...distances))];
    if (nearest === failed) dark.push(node);
  }
  return dark;
}

function contains(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

function lineDistance(line: readonly Point[], [x, y]: Point): number {
  let least = Infinity;
  for (const [index, [x1, y1]] of line.entries()) {
    const [x2, y2] = line[index + 1] ?? [x1, y1];
    const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const share =
      squared > 0 ? Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / squared)) : 0;
    least = Math.min(least, Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1)));
  }
  return least;
}
