/** Web Mercator positions of places in the unit square: x to the east, y to the south; NaN where there is no location. */
export interface MercatorColumns {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Where a longitude lies in the unit square. */
export function mercatorX(longitude: number): number {
  return (longitude + 180) / 360;
}

/** Where a latitude lies in the unit square (Web Mercator, EPSG:3857). */
export function mercatorY(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** Projects columns of degrees. */
export function mercatorColumns(longitudes: Float64Array, latitudes: Float64Array): MercatorColumns {
  return { x: longitudes.map(mercatorX), y: latitudes.map(mercatorY) };
}

/**
 * The rows within a distance of a point of the screen, nearest first.
 * @param worldSize edge of the unit square on the screen in px, 512 times two to the zoom
 * @param reach px
 */
export function rowsNear(
  places: MercatorColumns,
  longitude: number,
  latitude: number,
  worldSize: number,
  reach: number,
): number[] {
  const x = mercatorX(longitude);
  const y = mercatorY(latitude);
  const limit = (reach / worldSize) ** 2;
  const found: { row: number; distance: number }[] = [];
  for (let row = 0; row < places.x.length; row += 1) {
    const distance = ((places.x[row] ?? Number.NaN) - x) ** 2 + ((places.y[row] ?? Number.NaN) - y) ** 2;
    if (distance <= limit) found.push({ row, distance });
  }
  return found.sort((first, second) => first.distance - second.distance).map(({ row }) => row);
}
