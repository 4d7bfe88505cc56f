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
  /** Vehicles that left each cell in the last step. */
  readonly flow: Float64Array;

  constructor(roads: RoadConditions, junctions: Junctions, entryCapacity: Float64Array) {
    this.#roads = roads;
    this.#junctions = junctions;
    this.#entryCapacity = entryCapacity;
    this.flow = new Float64Array(roads.cells.count);
  }

  /** @param arrivals vehicles that come to each node in this step to begin their trip */
  advance(state: State, arrivals: Float64Array): void {
    this.#offer(state, arrivals);
    state.ended += this.#junctions.pass();
    this.#start(state);
    this.#move(state);
  }

  #offer(state: State, arrivals: Float64Array): void {
    const { cells, capacity, exit } = this.#roads;
    const { sending, receiving } = this.#junctions;
    const { vehicles, waiting } = state;
    const links = receiving.length;
    for (let link = 0; link < links; link++) {
      const first = cells.offsets[link] ?? 0;
      const last = (cells.offsets[link + 1] ?? 0) - 1;
      const room = (cells.wave[first] ?? 0) * ((cells.jam[first] ?? 0) - (vehicles[first] ?? 0));
      receiving[link] = Math.max(0, Math.min(room, capacity[first] ?? 0));
      sending[link] = Math.min(this.#sent(last, vehicles[last] ?? 0), exit[link] ?? 0);
    }
    for (let node = 0; node < waiting.length; node++) {
      const arrived = arrivals[node] ?? 0;
      const queue = (waiting[node] ?? 0) + arrived;
      waiting[node] = queue;
      state.begun += arrived;
      sending[links + node] = Math.min(queue, this.#entryCapacity[node] ?? 0);
    }
  }

  #sent(cell: number, count: number): number {
    const { cells, free, capacity, critical } = this.#roads;
    const most = critical[cell] ?? 0;
    if (count < most) return count * (free[cell] ?? 0) * (1 - ((cells.bend[cell] ?? 0) * count) / most);
    const drop = cells.drop[cell] ?? 0;
    const full = capacity[cell] ?? 0;
    if (drop === 0) return full;
    return full * (1 - (drop * (count - most)) / ((cells.jam[cell] ?? 0) - most));
  }

  #start(state: State): void {
    const { starting } = this.#junctions;
    for (let node = 0; node < starting.length; node++)
      state.waiting[node] = Math.max(0, (state.waiting[node] ?? 0) - (starting[node] ?? 0));
  }

  #move(state: State): void {
    const { cells, capacity } = this.#roads;
    const { entering, leaving } = this.#junctions;
    const { vehicles } = state;
    const { flow } = this;
    for (let link = 0; link < entering.length; link++) {
      const last = (cells.offsets[link + 1] ?? 0) - 1;
      let coming = entering[link] ?? 0;
      for (let cell = cells.offsets[link] ?? 0; cell <= last; cell++) {
        const count = vehicles[cell] ?? 0;
        let going = leaving[link] ?? 0;
        if (cell < last) {
          const ahead = cell + 1;
          const room = (cells.wave[ahead] ?? 0) * ((cells.jam[ahead] ?? 0) - (vehicles[ahead] ?? 0));
          going = Math.max(0, Math.min(this.#sent(cell, count), room, capacity[ahead] ?? 0));
        }
        vehicles[cell] = count + coming - going;
        flow[cell] = going;
        coming = going;
      }
    }
  }
}
