import { stepSeconds } from './cells.ts';
import { type RoadConditions } from './road-conditions.ts';

/** Longest time that one cell is taken to cost, minutes. */
const longest = 10;

/** Minutes that a driver loses in the queues of each link, by the congested branch of its cells. @param into minutes */
export function lostMinutes(roads: RoadConditions, vehicles: Float64Array, into: Float64Array): void {
  const { cells, critical, capacity, free } = roads;
  for (let link = 0; link < into.length; link++) {
    const last = cells.offsets[link + 1] ?? 0;
    let steps = 0;
    for (let cell = cells.offsets[link] ?? 0; cell < last; cell++) {
      const count = vehicles[cell] ?? 0;
      if (count <= (critical[cell] ?? 0)) continue;
      const passing = Math.min(
        capacity[cell] ?? 0,
        (cells.wave[cell] ?? 0) * ((cells.jam[cell] ?? 0) - count),
      );
      steps +=
        Math.min((longest * 60) / stepSeconds, count / Math.max(1e-3, passing)) - 1 / (free[cell] ?? 1);
    }
    into[link] = (steps * stepSeconds) / 60;
  }
}
