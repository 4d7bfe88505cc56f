import { type Network } from '../network.ts';

/** Least seconds from every node to one destination (Dijkstra 1959), with its nodes in the order of their distance. */
export class SearchTree {
  readonly seconds: Float64Array;
  /** Nodes reached, nearest first; the first `count` are valid. */
  readonly order: Int32Array;
  count = 0;
  readonly #network: Network;
  readonly #heap: Int32Array;
  readonly #heapPlace: Int32Array;
  #heapSize = 0;

  constructor(network: Network) {
    this.#network = network;
    this.seconds = new Float64Array(network.nodes);
    this.order = new Int32Array(network.nodes);
    this.#heap = new Int32Array(network.nodes + 1);
    this.#heapPlace = new Int32Array(network.nodes);
  }

  /**
   * @param seconds of each link
   * @param ends nodes at which the destination is reached, and what it takes from there
   */
  search(seconds: Float64Array, ends: Iterable<readonly [node: number, seconds: number]>): void {
    const { into, from } = this.#network;
    this.seconds.fill(Infinity);
    this.#heapPlace.fill(-1);
    this.#heapSize = 0;
    this.count = 0;
    for (const [node, rest] of ends) this.#offer(node, rest);
    while (this.#heapSize > 0) {
      const node = this.#take();
      this.order[this.count++] = node;
      const here = this.seconds[node] ?? Infinity;
      for (let index = into.offsets[node] ?? 0; index < (into.offsets[node + 1] ?? 0); index++) {
        const link = into.items[index] ?? 0;
        this.#offer(from[link] ?? 0, here + (seconds[link] ?? Infinity));
      }
    }
  }

  #offer(node: number, seconds: number): void {
    if (seconds >= (this.seconds[node] ?? 0)) return;
    this.seconds[node] = seconds;
    let place = this.#heapPlace[node] ?? -1;
    if (place < 0) place = this.#heapSize++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.#heap[above] ?? 0;
      if ((this.seconds[other] ?? 0) <= seconds) break;
      this.#put(other, place);
      place = above;
    }
    this.#put(node, place);
  }

  #take(): number {
    const first = this.#heap[0] ?? 0;
    const last = this.#heap[--this.#heapSize] ?? 0;
    const key = this.seconds[last] ?? 0;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#heapSize) break;
      const left = this.seconds[this.#heap[below] ?? 0] ?? 0;
      const right = below + 1 < this.#heapSize ? (this.seconds[this.#heap[below + 1] ?? 0] ?? 0) : Infinity;
      if (right < left) below++;
      if (Math.min(left, right) >= key) break;
      this.#put(this.#heap[below] ?? 0, place);
      place = below;
    }
    if (this.#heapSize > 0) this.#put(last, place);
    return first;
  }

  #put(node: number, place: number): void {
    this.#heap[place] = node;
    this.#heapPlace[node] = place;
  }
}
