import type { Extent } from '../../common/view.ts';

/** Equatorial radius of the sphere that Web Mercator uses, in metres (EPSG:3857). */
const radiusMeters = 6_378_137;
const radians = Math.PI / 180;
/** Web Mercator ends here. */
const mostLatitude = 85.05;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Degrees to pixels of a picture and back to metres. */
export interface Projection {
  readonly size: Size;
  readonly extent: Extent;
  x(longitude: number): number;
  y(latitude: number): number;
  /** Ground metres per pixel in the middle of the picture. */
  readonly metersPerPixel: number;
}

/** Web Mercator, as on the screen, of an extent that has the proportions of the picture: see {@link extentFor}. */
export function projectionOf(extent: Extent, size: Size): Projection {
  const top = northing(extent.north);
  const unitsHigh = top - northing(extent.south);
  const degreesWide = extent.east - extent.west;
  const middle = (extent.north + extent.south) / 2;
  return {
    size,
    extent,
    x: (longitude) => ((longitude - extent.west) / degreesWide) * size.width,
    y: (latitude) => ((top - northing(latitude)) / unitsHigh) * size.height,
    metersPerPixel: (degreesWide * radians * radiusMeters * Math.cos(middle * radians)) / size.width,
  };
}

/**
 * Widens an extent to the proportions of a picture, with a margin all around, so that a map shows all of it and its
 * corners are known. A single point gets a few kilometres.
 *
 * @param margin share of the picture left free on each side
 */
export function extentFor(extent: Extent, size: Size, margin = 0.05): Extent {
  const least = 0.04;
  const west = extent.west;
  const wide = Math.max((extent.east - west) * radians, least * radians) / (1 - 2 * margin);
  const south = northing(extent.south);
  const high = Math.max(northing(extent.north) - south, least * radians) / (1 - 2 * margin);
  const unitsPerPixel = Math.max(wide / size.width, high / size.height);
  const halfWide = (unitsPerPixel * size.width) / 2 / radians;
  const halfHigh = (unitsPerPixel * size.height) / 2;
  const middleEast = (extent.east + west) / 2;
  const middleNorth = (northing(extent.north) + south) / 2;
  return {
    west: Math.max(-180, middleEast - halfWide),
    east: Math.min(180, middleEast + halfWide),
    south: latitudeOf(middleNorth - halfHigh),
    north: latitudeOf(middleNorth + halfHigh),
  };
}

/** Mercator's ordinate for the unit sphere. */
function northing(latitude: number): number {
  const bounded = Math.max(-mostLatitude, Math.min(mostLatitude, latitude));
  return Math.log(Math.tan(Math.PI / 4 + (bounded * radians) / 2));
}

function latitudeOf(ordinate: number): number {
  return (2 * Math.atan(Math.exp(ordinate)) - Math.PI / 2) / radians;
}
