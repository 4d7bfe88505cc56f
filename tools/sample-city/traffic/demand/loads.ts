import { type Network } from '../network.ts';
import { type Connectors } from './connectors.ts';

/** Flows of a pattern of trips: vehicles in whatever its trips are counted in. */
export interface Loads {
  readonly link: Float64Array;
  readonly movement: Float64Array;
  /** What ends its trip where a link ends. */
  readonly exit: Float64Array;
  /** What begins its trip at a pair of zone and junction. */
  readonly entry: Float64Array;
}

export function emptyLoads(network: Network, connectors: Connectors): Loads {
  return {
    link: new Float64Array(network.links),
    movement: new Float64Array(network.movements.items.length),
    exit: new Float64Array(network.links),
    entry: new Float64Array(connectors.zoneOf.length),
  };
}
