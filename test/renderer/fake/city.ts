const day = 86_400_000;

/** The size of a generated city. */
export interface CityOptions {
  readonly places: number;
  /** How many of them have no location. */
  readonly withoutLocation?: number;
}

/** A made-up city whose numbers follow from row and time alone: two rush hours a day, and a jam now and then. */
export class FakeCity {
  readonly count: number;
  readonly ids: Int32Array;
  readonly names: readonly string[];
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly completeness: Float32Array;

  constructor({ places, withoutLocation = 0 }: CityOptions) {
    this.count = places;
    this.ids = Int32Array.from({ length: places }, (_, row) => row + 1);
    this.names = Array.from(
      { length: places },
      (_, row) => `Ring ${directions[row % 4] ?? ''} km ${(row / 4).toFixed(1)}`,
    );
    this.latitudes = new Float64Array(places);
    this.longitudes = new Float64Array(places);
    this.completeness = Float32Array.from({ length: places }, (_, row) =>
      row % 17 === 0 ? 0.7 : 1 - (row % 5) / 100,
    );
    for (let row = 0; row < places; row += 1) {
      const isLocated = row >= withoutLocation;
      const road = row % 7;
      const along = Math.floor(row / 7) / Math.max(1, places / 7);
      const angle = road < 2 ? along * 2 * Math.PI : (road / 5) * Math.PI;
      const reach = road < 2 ? 0.06 + road * 0.07 : (along - 0.5) * 0.36;
      this.latitudes[row] = isLocated ? 34.07 + reach * 0.8 * Math.sin(angle) + wobble(row, 1) : Number.NaN;
      this.longitudes[row] = isLocated ? -118.3 + reach * Math.cos(angle) + wobble(row, 2) : Number.NaN;
    }
  }

  /** What a place does at this time of day, mph. */
  usual(row: number, at: number): number {
    const hour = ((at % day) / 3_600_000 + 16) % 24;
    const rush =
      bump(hour, 8, 1.4) * (row % 3 === 0 ? 1 : 0.4) + bump(hour, 17.3, 1.9) * (row % 3 === 1 ? 1 : 0.5);
    return 64 - (row % 9) - 26 * rush;
  }

  /** What it did, mph; NaN in an hour without data each day, and for one place in forty at all. */
  value(row: number, at: number): number {
    if (row % 40 === 7) return Number.NaN;
    const hours = at / 3_600_000;
    const jam = bump((hours + row * 0.031) % 31, 15, 1.1) * (row % 5 === 0 ? 34 : 14);
    return Math.max(4, this.usual(row, at) - jam + 2.5 * Math.sin(hours * 5 + row));
  }
}

const directions = ['North', 'East', 'South', 'West'];

function bump(value: number, middle: number, width: number): number {
  return Math.exp(-(((value - middle) / width) ** 2));
}

function wobble(row: number, seed: number): number {
  return (((row * 9301 + seed * 49_297) % 233_280) / 233_280 - 0.5) * 0.006;
}
