import { type Cells } from './cells.ts';

/** What the roads can do at a time, vehicles and shares of a cell in one step; written anew whenever something changes. */
export class RoadConditions {
  readonly cells: Cells;
  readonly free: Float64Array;
  readonly capacity: Float64Array;
  /** Vehicles in a cell at capacity. */
  readonly critical: Float64Array;
  readonly exit: Float64Array;
  /** Share of a cell that one more vehicle slows it by, below capacity. */
  readonly bending: Float64Array;
  /** Vehicles in a step that one more vehicle costs the discharge, above capacity. */
  readonly dropping: Float64Array;

  constructor(cells: Cells) {
    this.cells = cells;
    this.free = cells.free.slice();
    this.capacity = cells.capacity.slice();
    this.critical = new Float64Array(cells.count);
    this.exit = cells.exit.slice();
    this.bending = new Float64Array(cells.count);
    this.dropping = new Float64Array(cells.count);
    this.settle();
  }

  /** Everything undisturbed but for the weather. @param speed share of free speed that is left; likewise `capacity` */
  reset(speed: number, capacity: number): void {
    const { cells } = this;
    for (let cell = 0; cell < cells.count; cell++) {
      this.free[cell] = (cells.free[cell] ?? 0) * speed;
      this.capacity[cell] = (cells.capacity[cell] ?? 0) * capacity;
    }
    for (let link = 0; link < this.exit.length; link++) this.exit[link] = (cells.exit[link] ?? 0) * capacity;
  }

  /** All of a link carries that many times as much. */
  vary(link: number, capacity: number): void {
    const { offsets } = this.cells;
    this.exit[link] = (this.exit[link] ?? 0) * capacity;
    for (let cell = offsets[link] ?? 0; cell < (offsets[link + 1] ?? 0); cell++)
      this.capacity[cell] = (this.capacity[cell] ?? 0) * capacity;
  }

  restrict(cell: number, speed: number, capacity: number): void {
    this.free[cell] = (this.free[cell] ?? 0) * speed;
    this.capacity[cell] = (this.capacity[cell] ?? 0) * capacity;
  }

  /** After the last change: where the branches meet now, and how they bend. */
  settle(): void {
    const { cells, free, capacity } = this;
    for (let cell = 0; cell < cells.count; cell++) {
      const bend = cells.bend[cell] ?? 0;
      const critical = (capacity[cell] ?? 0) / ((free[cell] ?? 1) * (1 - bend));
      this.critical[cell] = critical;
      this.bending[cell] = (bend * (free[cell] ?? 0)) / critical;
      this.dropping[cell] =
        ((cells.drop[cell] ?? 0) * (capacity[cell] ?? 0)) / ((cells.jam[cell] ?? 0) - critical);
    }
  }
}
