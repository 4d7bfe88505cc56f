import { type City, type Point } from '../../words.ts';
import { type Network } from '../network.ts';

/** Junctions that visitors of a site spread over. */
const doors = 5;

/** Sites as places where trips begin and end: each hangs on the nearest junctions that can be entered and left. */
export function siteZones(
  city: City,
  network: Network,
): readonly { readonly centre: Point; readonly junctions: readonly number[] }[] {
  const usable: number[] = [];
  for (let node = 0; node < network.nodes; node++)
    if (
      hasAny(network.into.offsets, node) &&
      hasAny(network.outOf.offsets, node) &&
      isOpen(city, network, node)
    )
      usable.push(node);
  return city.sites.map(({ point }) => {
    const away = (node: number): number => {
      const [east, north] = city.junctions[node]?.point ?? point;
      return Math.hypot(east - point[0], north - point[1]);
    };
    const nearest = usable.map((node) => ({ node, metres: away(node) }));
    nearest.sort((left, right) => left.metres - right.metres || left.node - right.node);
    return { centre: point, junctions: nearest.slice(0, doors).map(({ node }) => node) };
  });
}

function hasAny(offsets: Int32Array, owner: number): boolean {
  return (offsets[owner + 1] ?? 0) > (offsets[owner] ?? 0);
}

/** Nobody begins a trip on a motorway. */
function isOpen(city: City, network: Network, node: number): boolean {
  const { outOf, roadOf } = network;
  for (let index = outOf.offsets[node] ?? 0; index < (outOf.offsets[node + 1] ?? 0); index++) {
    const roadClass = city.roads[roadOf[outOf.items[index] ?? -1] ?? -1]?.roadClass;
    if (roadClass === 'arterial' || roadClass === 'collector') return true;
  }
  return false;
}
