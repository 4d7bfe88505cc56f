/** The districts of cells as areas that records are kept of. */
export interface DistrictAreas {
  /** Of each area; empty: cells that lie in no district. */
  readonly names: readonly string[];
  readonly count: number;
  /** Number of the area. `[cell]` */
  readonly ofCell: Uint16Array;
}

/** Numbers the districts of cells in the order of their names. */
export function areasOf(districts: readonly string[]): DistrictAreas {
  const names = [...new Set(districts)].toSorted();
  const numbers = new Map(names.map((name, area) => [name, area]));
  const ofCell = Uint16Array.from(districts, (district) => numbers.get(district) ?? 0);
  return { names, count: names.length, ofCell };
}
