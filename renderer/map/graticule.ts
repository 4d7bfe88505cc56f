import type { FeatureCollection, LineString } from 'geojson';
import type { Extent } from '../../main/common/view.ts';

/** Spacings that read well: whole degrees, then parts of a degree that are whole minutes. */
const spacingsInMinutes = [1800, 900, 600, 300, 120, 60, 30, 15, 10, 5, 2, 1, 0.5];
const fewestLines = 3;

export interface Graticule {
  readonly meridians: readonly number[];
  readonly parallels: readonly number[];
}

/** The meridians and parallels inside an extent, degrees, at the widest spacing that gives at least three meridians. */
export function graticule(extent: Extent): Graticule {
  const width = (extent.east - extent.west) * 60;
  const spacing = (spacingsInMinutes.find((minutes) => width / minutes >= fewestLines) ?? 0.5) / 60;
  return {
    meridians: multiples(extent.west, extent.east, spacing),
    parallels: multiples(extent.south, extent.north, spacing),
  };
}

function multiples(from: number, to: number, spacing: number): number[] {
  const first = Math.ceil(from / spacing);
  const count = Math.max(0, Math.floor(to / spacing) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * spacing);
}

/** The lines of a graticule, drawn a screen beyond the extent so that a drag shows no ends. */
export function graticuleLines(extent: Extent): FeatureCollection<LineString> {
  const width = extent.east - extent.west;
  const height = extent.north - extent.south;
  const west = Math.max(-180, extent.west - width);
  const east = Math.min(180, extent.east + width);
  const south = Math.max(-85, extent.south - height);
  const north = Math.min(85, extent.north + height);
  const inside = graticule(extent);
  const spacing = spacingOf(inside.meridians) ?? spacingOf(inside.parallels);
  const meridians = spacing === undefined ? [] : multiples(west, east, spacing);
  const parallels = spacing === undefined ? [] : multiples(south, north, spacing);
  const lines = [
    ...meridians.map((longitude) => [
      [longitude, south],
      [longitude, north],
    ]),
    ...parallels.map((latitude) => [
      [west, latitude],
      [east, latitude],
    ]),
  ];
  return {
    type: 'FeatureCollection',
    features: lines.map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates },
    })),
  };
}

function spacingOf(lines: readonly number[]): number | undefined {
  const [first, second] = lines;
  return first === undefined || second === undefined ? undefined : second - first;
}

/** `34°05′ N`. */
export function formatLatitude(degrees: number): string {
  return `${degreesAndMinutes(degrees)}\u00a0${degrees < 0 ? 'S' : 'N'}`;
}

/** `118°15′ W`. */
export function formatLongitude(degrees: number): string {
  return `${degreesAndMinutes(degrees)}\u00a0${degrees < 0 ? 'W' : 'E'}`;
}

function degreesAndMinutes(degrees: number): string {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = seconds % 60;
  const whole = `${Math.floor(seconds / 3600)}°`;
  if (minutes === 0 && rest === 0) return whole;
  const padded = `${whole}${String(minutes).padStart(2, '0')}′`;
  return rest === 0 ? padded : `${padded}${String(rest).padStart(2, '0')}″`;
}
