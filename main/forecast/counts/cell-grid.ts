import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';

/** Degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Divides a city into cells of about 0.74 square kilometres. */
export interface CellGrid {
  cellOf(position: Position): string;
  centreOf(cell: string): Position;
  /** The cells that touch it. */
  around(cell: string): readonly string[];
}

/** The centre of the cell in which something happened: what is shown in place of the exact position. Nothing is jittered. */
export function snapped(grid: CellGrid, position: Position): Position {
  return grid.centreOf(grid.cellOf(position));
}

export type CellGridId = 'h3' | 'squares';

const resolution = 8;

/** Hexagons of H3 at resolution 8. */
export const hexagons: CellGrid = {
  cellOf: ({ latitude, longitude }) => latLngToCell(latitude, longitude, resolution),
  centreOf: (cell) => {
    const [latitude, longitude] = cellToLatLng(cell);
    return { latitude, longitude };
  },
  around: (cell) => gridDisk(cell, 1).filter((other) => other !== cell),
};

export const kilometresPerDegree = 111;
const sideKilometres = 0.86;

/** Squares with sides of 0.86 km to the north and east of a corner. */
export function squaresFrom(corner: Position, middleLatitude: number): CellGrid {
  const north = sideKilometres / kilometresPerDegree;
  const east = north / Math.cos((middleLatitude * Math.PI) / 180);
  const indexOf = (cell: string): readonly [number, number] => {
    const [row = 0, column = 0] = cell.split(':').map(Number);
    return [row, column];
  };
  return {
    cellOf: ({ latitude, longitude }) =>
      `${Math.floor((latitude - corner.latitude) / north)}:${Math.floor((longitude - corner.longitude) / east)}`,
    centreOf: (cell) => {
      const [row, column] = indexOf(cell);
      return {
        latitude: corner.latitude + (row + 0.5) * north,
        longitude: corner.longitude + (column + 0.5) * east,
      };
    },
    around: (cell) => {
      const [row, column] = indexOf(cell);
      return [-1, 0, 1].flatMap((up) =>
        [-1, 0, 1].filter((right) => up !== 0 || right !== 0).map((right) => `${row + up}:${column + right}`),
      );
    },
  };
}
