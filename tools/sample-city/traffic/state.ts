import { type Cells } from './cells.ts';
import { type Network } from './network.ts';

/** Everything that traffic remembers from one step to the next. */
export interface State {
  /** The instant that it is the state of; a whole five minutes. */
  at: number;
  /** Vehicles in each cell. */
  readonly vehicles: Float64Array;
  /** Vehicles that wait at each node to begin their trip. */
  readonly waiting: Float64Array;
  /** Minutes that drivers believe to lose on each link and behind it. */
  readonly delay: Float64Array;
  /** Vehicles that have begun and ended their trips since the state was made. */
  begun: number;
  ended: number;
}

export function emptyState(network: Network, cells: Cells, at: number): State {
  return {
    at,
    vehicles: new Float64Array(cells.count),
    waiting: new Float64Array(network.nodes),
    delay: new Float64Array(network.links),
    begun: 0,
    ended: 0,
  };
}

export function copyOf(state: State): State {
  return {
    ...state,
    vehicles: state.vehicles.slice(),
    waiting: state.waiting.slice(),
    delay: state.delay.slice(),
  };
}

/** Vehicles on the roads and at the places where they wait to enter them. */
export function vehiclesIn(state: State): number {
  return total(state.vehicles) + total(state.waiting);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
