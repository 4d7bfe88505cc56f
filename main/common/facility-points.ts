/** A coordinate at which far more incidents are recorded than happen at any one spot: a jail, a hospital, a police station. */
export interface FacilityPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly count: number;
}

interface Located {
  readonly latitude: number;
  readonly longitude: number;
}

/** A point has to have so many incidents, and so many times those of the point at the 99th percentile. */
const leastCount = 100;
const timesUsual = 8;

/** Coordinates, to five digits, that look like facilities, the busiest first. */
export function facilityPoints(incidents: readonly Located[]): FacilityPoint[] {
  const counts = new Map<string, number>();
  for (const incident of incidents) counts.set(keyOf(incident), (counts.get(keyOf(incident)) ?? 0) + 1);
  const ascending = [...counts.values()].toSorted((a, b) => a - b);
  const usual = ascending[Math.floor(0.99 * (ascending.length - 1))] ?? 0;
  return [...counts]
    .filter(([, count]) => count >= leastCount && count >= timesUsual * usual)
    .toSorted(([, a], [, b]) => b - a)
    .map(([key, count]) => {
      const [latitude = 0, longitude = 0] = key.split(' ').map(Number);
      return { latitude, longitude, count };
    });
}

/** The incidents that did not happen at one of these points. */
export function withoutFacilities<Incident extends Located>(
  incidents: readonly Incident[],
  points: readonly Located[],
): Incident[] {
  const removed = new Set(points.map(keyOf));
  return incidents.filter((incident) => !removed.has(keyOf(incident)));
}

function keyOf({ latitude, longitude }: Located): string {
  return `${latitude.toFixed(5)} ${longitude.toFixed(5)}`;
}
