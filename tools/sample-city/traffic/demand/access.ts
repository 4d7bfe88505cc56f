import { type City, type Point } from '../../words.ts';
import { type Network } from '../network.ts';

/** Junctions that visitors of a site spread over. */
const doors = 5;

/** A place that trips begin and end at, and the junctions that it hangs on. */
export interface Access {
  readonly centre: Point;
  readonly junctions: readonly number[];
}

/**
 * Junctions of every traffic zone: its own and all others that lie nearest to its centre and can be entered and left by ordinary
 * roads, since trips begin and end everywhere. Gates keep to their own.
 */
export function zoneAccess(city: City, network: Network): readonly Access[] {
  const found = city.trafficZones.map(({ junctions }) => new Set(junctions));
  const inner = city.trafficZones.flatMap(({ isGate }, zone) => (isGate ? [] : [zone]));
  for (const node of openJunctions(city, network)) {
    const point = city.junctions[node]?.point;
    if (point === undefined || city.trafficZones.some(({ junctions }) => junctions.includes(node))) continue;
    let nearest = -1;
    let least = Infinity;
    for (const zone of inner) {
      const metres = distance(city.trafficZones[zone]?.centre ?? point, point);
      if (metres < least) [nearest, least] = [zone, metres];
    }
    found[nearest]?.add(node);
  }
  return city.trafficZones.map(({ centre }, zone) => ({ centre, junctions: [...(found[zone] ?? [])] }));
}

/** Sites hang on the nearest junctions that can be entered and left by ordinary roads. */
export function siteAccess(city: City, network: Network): readonly Access[] {
  const usable = openJunctions(city, network);
  return city.sites.map(({ point }) => {
    const nearest = usable.map((node) => ({
      node,
      metres: distance(city.junctions[node]?.point ?? point, point),
    }));
    nearest.sort((left, right) => left.metres - right.metres || left.node - right.node);
    return { centre: point, junctions: nearest.slice(0, doors).map(({ node }) => node) };
  });
}

/** Nobody begins or ends a trip on a motorway or a ramp. */
function openJunctions(city: City, network: Network): readonly number[] {
  const { from, to, roadOf } = network;
  const begins = new Uint8Array(network.nodes);
  const ends = new Uint8Array(network.nodes);
  for (let link = 0; link < network.links; link++) {
    const roadClass = city.roads[roadOf[link] ?? -1]?.roadClass;
    if (roadClass !== 'arterial' && roadClass !== 'collector') continue;
    begins[from[link] ?? 0] = 1;
    ends[to[link] ?? 0] = 1;
  }
  return Array.from(begins.keys()).filter((node) => begins[node] === 1 && ends[node] === 1);
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}
