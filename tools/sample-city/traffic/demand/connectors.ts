import { type City, type Point } from '../../words.ts';

/** How zones hang on the network: pairs of a zone and a junction, the pairs of a zone in one stretch. */
export interface Connectors {
  readonly offsets: Int32Array;
  readonly zoneOf: Int32Array;
  readonly nodeOf: Int32Array;
  /** Seconds between the middle of the zone and the junction, on streets that carry no simulated traffic. */
  readonly seconds: Float64Array;
}

/** Speed on streets inside a zone, and the detour over the straight line. */
const streetKmh = 22;
const detour = 1.3;

/** Every junction of a zone that has roads; the zones come first, then what is attached besides. */
export function connectorsOf(
  city: City,
  zones: readonly { readonly centre: Point; readonly junctions: readonly number[] }[],
): Connectors {
  const offsets = new Int32Array(zones.length + 1);
  const zoneOf: number[] = [];
  const nodeOf: number[] = [];
  const seconds: number[] = [];
  for (const [zone, { centre, junctions }] of zones.entries()) {
    for (const junction of junctions) {
      const point = city.junctions[junction]?.point ?? centre;
      const metres = Math.hypot(point[0] - centre[0], point[1] - centre[1]) * detour;
      zoneOf.push(zone);
      nodeOf.push(junction);
      seconds.push((metres / streetKmh) * 3.6);
    }
    offsets[zone + 1] = zoneOf.length;
  }
  return {
    offsets,
    zoneOf: Int32Array.from(zoneOf),
    nodeOf: Int32Array.from(nodeOf),
    seconds: Float64Array.from(seconds),
  };
}
