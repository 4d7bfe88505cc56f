import { cityCentre, type Point } from './words.ts';

/** Metres of one degree of latitude, on a sphere of 6,371 km. */
const metresPerDegree = (Math.PI / 180) * 6_371_000;
const eastPerDegree = metresPerDegree * Math.cos((cityCentre.latitude * Math.PI) / 180);

/** Degrees of a point, longitude first as GeoJSON has it, rounded to a metre's hundred-thousandth of a degree. */
export function degreesOf(point: Point): [longitude: number, latitude: number] {
  const [longitude, latitude] = exactDegreesOf(point);
  return [rounded(longitude), rounded(latitude)];
}

/** Degrees of a point, longitude first, as they are: for what is drawn, where a metre shows. */
export function exactDegreesOf([east, north]: Point): [longitude: number, latitude: number] {
  return [cityCentre.longitude + east / eastPerDegree, cityCentre.latitude + north / metresPerDegree];
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
