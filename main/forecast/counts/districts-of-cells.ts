import type { PlaceList } from '../ports.ts';
import { kilometresPerDegree, type CellGrid, type Position } from './cell-grid.ts';

/** Kilometres: a cell that is farther from every place with a district lies in none. */
const farthest = 3;

/** The district of each cell: that of the nearest place that says one; empty where none is near. */
export function districtsOfCells(
  grid: CellGrid,
  cells: readonly string[],
  { columns }: Pick<PlaceList, 'columns'>,
  districts: ReadonlyMap<number, string>,
): string[] {
  const places = [...columns.place].flatMap((place, row) => {
    const district = districts.get(place) ?? '';
    const position = { latitude: columns.latitude[row] ?? NaN, longitude: columns.longitude[row] ?? NaN };
    return district === '' || !Number.isFinite(position.latitude + position.longitude)
      ? []
      : [{ district, position }];
  });
  return cells.map((cell) => {
    const centre = grid.centreOf(cell);
    let nearest = { district: '', kilometres: farthest };
    for (const { district, position } of places) {
      const kilometres = kilometresBetween(centre, position);
      if (kilometres < nearest.kilometres) nearest = { district, kilometres };
    }
    return nearest.district;
  });
}

/** On a plane that touches the first: right to a thousandth within a city. */
function kilometresBetween(first: Position, second: Position): number {
  const east = (first.longitude - second.longitude) * Math.cos((first.latitude * Math.PI) / 180);
  return kilometresPerDegree * Math.hypot(first.latitude - second.latitude, east);
}
