import type { Extent } from '../../main/common/view.ts';

interface Position {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Room around what is shown, degrees. */
const marginDegrees = 0.006;

/** The part of the map that shows a place and a cause together; the cause alone where nobody says where the place is. */
export function extentAround(
  place: Position,
  cause: { readonly latitude: number; readonly longitude: number },
): Extent {
  const latitudes = [cause.latitude, place.latitude ?? cause.latitude];
  const longitudes = [cause.longitude, place.longitude ?? cause.longitude];
  return {
    west: Math.min(...longitudes) - marginDegrees,
    east: Math.max(...longitudes) + marginDegrees,
    south: Math.min(...latitudes) - marginDegrees,
    north: Math.max(...latitudes) + marginDegrees,
  };
}
