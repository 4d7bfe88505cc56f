import { MetropoleError } from '../../main/common/errors.ts';
import type { ResponseOf } from '../../main/common/contract/define.ts';
import type { EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { Extent } from '../../main/common/view.ts';
import { connection, type Connection } from './connection.svelte.ts';

type PlacesAnswer = ResponseOf<EngineMessages, 'places.list'>;

/** Vertices of lines: the row of the place that each belongs to, and degrees. */
export interface VertexColumns {
  readonly rows: Int32Array;
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
}

/** Every place of the workspace as columns; a row keeps its number until the places change. */
export interface PlaceColumns {
  readonly count: number;
  readonly ids: Int32Array;
  readonly keys: readonly (string | null)[];
  readonly names: readonly (string | null)[];
  /** Degrees; NaN where the location is not known. */
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  /** 0 to 1. */
  readonly completeness: Float32Array;
  /** The topics of what is measured there, as `isMeasured` reads them. */
  readonly topics: Int32Array;
  /** Vertices of the places that are lines, line after line in the order of the rows. */
  readonly vertices: VertexColumns;
  /** Row of a place id. */
  readonly rowOf: ReadonlyMap<number, number>;
}

const none: PlaceColumns = {
  count: 0,
  ids: new Int32Array(),
  keys: [],
  names: [],
  latitudes: new Float64Array(),
  longitudes: new Float64Array(),
  completeness: new Float32Array(),
  topics: new Int32Array(),
  vertices: { rows: new Int32Array(), longitudes: new Float64Array(), latitudes: new Float64Array() },
  rowOf: new Map(),
};

/** The places of the workspace: read at every connection and again after an import or a removal. */
export class Places {
  readonly #connection: Connection;
  #columns = $state.raw<PlaceColumns>(none);
  #extent = $state.raw<Extent | null>(null);
  #withoutLocation = $state(0);
  #isKnown = $state(false);
  #error = $state.raw<MetropoleError | null>(null);

  constructor(line: Connection) {
    this.#connection = line;
    line.onOpen(() => void this.load());
    line.on('source.added', () => void this.load());
    line.on('source.removed', () => void this.load());
  }

  get columns(): PlaceColumns {
    return this.#columns;
  }

  /** What all located places span; null when none is. */
  get extent(): Extent | null {
    return this.#extent;
  }

  get withoutLocation(): number {
    return this.#withoutLocation;
  }

  get isKnown(): boolean {
    return this.#isKnown;
  }

  get error(): MetropoleError | null {
    return this.#error;
  }

  /** What to call the place in a row: its name, or its key where it has none. */
  nameOf(row: number): string {
    return this.#columns.names[row] ?? this.#columns.keys[row] ?? '';
  }

  /** Row of a place id, or -1. */
  rowOf(place: number | null): number {
    return place === null ? -1 : (this.#columns.rowOf.get(place) ?? -1);
  }

  isLocated(row: number): boolean {
    return Number.isFinite(this.#columns.latitudes[row]) && Number.isFinite(this.#columns.longitudes[row]);
  }

  async load(): Promise<void> {
    try {
      this.#take(await this.#connection.call('places.list', {}));
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'engine-died') this.#error = error;
    }
  }

  #take({ places, vertices, extent, withoutLocation }: PlacesAnswer): void {
    const ids = places.columns.place.values;
    const rowOf = new Map(Array.from(ids, (id, row) => [id, row]));
    this.#columns = {
      count: places.rows,
      ids,
      keys: places.columns.key.values,
      names: places.columns.name.values,
      latitudes: places.columns.latitude.values,
      longitudes: places.columns.longitude.values,
      completeness: places.columns.completeness.values,
      topics: places.columns.topics.values,
      vertices: {
        rows: vertices.columns.place.values.map((id) => rowOf.get(id) ?? -1),
        longitudes: vertices.columns.longitude.values,
        latitudes: vertices.columns.latitude.values,
      },
      rowOf,
    };
    this.#extent = extent;
    this.#withoutLocation = withoutLocation;
    this.#isKnown = true;
    this.#error = null;
  }
}

export const places = new Places(connection);
