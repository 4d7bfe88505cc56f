import { type Junctions } from './junctions.ts';
import { type RoadConditions } from './road-conditions.ts';
import { type State } from './state.ts';

/**
 * One step of the cell transmission model (Daganzo 1994, 1995): what a cell sends on is bounded by its demand, by the capacity
 * and by what is left ahead of it.
 */
export class FlowStep {
  readonly #roads: RoadConditions;
  readonly #junctions: Junctions;
  /** Most vehicles that one step lets begin at each node. */
  readonly #entryCapacity: Float64Array;
  /** What each cell would send on. */
  readonly #wanted: Float64Array;
  /** Vehicles that left each cell in the last step. */
  readonly flow: Float64Array;

  constructor(roads: RoadConditions, junctions: Junctions, entryCapacity: Float64Array) {
    this.#roads = roads;
    this.#junctions = junctions;
    this.#entryCapacity = entryCapacity;
    this.#wanted = new Float64Array(roads.cells.count);
    this.flow = new Float64Array(roads.cells.count);
  }

  /** @param arrivals vehicles that come to each node in this step to begin their trip */
  advance(state: State, arrivals: Float64Array): void {
    this.#want(state.vehicles);
    this.#offer(state, arrivals);
    state.ended += this.#junctions.pass();
    this.#start(state);
    this.#move(state.vehicles);
  }

  #want(vehicles: Float64Array): void {
    const { free, capacity, critical, bending, dropping } = this.#roads;
    const wanted = this.#wanted;
    for (let cell = 0; cell < wanted.length; cell++) {
      const count = vehicles[cell] ?? 0;
      const over = count - (critical[cell] ?? 0);
      wanted[cell] =
        over < 0
          ? count * ((free[cell] ?? 0) - (bending[cell] ?? 0) * count)
          : (capacity[cell] ?? 0) - (dropping[cell] ?? 0) * over;
    }
  }

  #offer(state: State, arrivals: Float64Array): void {
    const { cells, capacity, exit } = this.#roads;
    const { offsets, wave, jam } = cells;
    const { sending, receiving } = this.#junctions;
    const { vehicles, waiting } = state;
    const wanted = this.#wanted;
    const entryCapacity = this.#entryCapacity;
    const links = receiving.length;
    for (let link = 0; link < links; link++) {
      const first = offsets[link] ?? 0;
      const last = (offsets[link + 1] ?? 0) - 1;
      const room = (wave[first] ?? 0) * ((jam[first] ?? 0) - (vehicles[first] ?? 0));
      receiving[link] = Math.max(0, Math.min(room, capacity[first] ?? 0));
      sending[link] = Math.min(wanted[last] ?? 0, exit[link] ?? 0);
    }
    let begun = 0;
    for (let node = 0; node < waiting.length; node++) {
      const arrived = arrivals[node] ?? 0;
      const queue = (waiting[node] ?? 0) + arrived;
      waiting[node] = queue;
      begun += arrived;
      sending[links + node] = Math.min(queue, entryCapacity[node] ?? 0);
    }
    state.begun += begun;
  }

  #start({ waiting }: State): void {
    const { starting } = this.#junctions;
    for (let node = 0; node < starting.length; node++)
      waiting[node] = Math.max(0, (waiting[node] ?? 0) - (starting[node] ?? 0));
  }

  #move(vehicles: Float64Array): void {
    const { cells, capacity } = this.#roads;
    const { offsets, wave, jam } = cells;
    const { entering, leaving } = this.#junctions;
    const wanted = this.#wanted;
    const flow = this.flow;
    for (let link = 0; link < entering.length; link++) {
      const last = (offsets[link + 1] ?? 0) - 1;
      let coming = entering[link] ?? 0;
      let cell = offsets[link] ?? 0;
      for (; cell < last; cell++) {
        const ahead = cell + 1;
        const room = (wave[ahead] ?? 0) * ((jam[ahead] ?? 0) - (vehicles[ahead] ?? 0));
        const going = Math.max(0, Math.min(wanted[cell] ?? 0, room, capacity[ahead] ?? 0));
        vehicles[cell] = (vehicles[cell] ?? 0) + coming - going;
        flow[cell] = going;
        coming = going;
      }
      const going = leaving[link] ?? 0;
      vehicles[cell] = (vehicles[cell] ?? 0) + coming - going;
      flow[cell] = going;
    }
  }
}
