import { type Assignment } from './assignment.ts';

/** Travel times between zones over all routes, `minutes[origin * zones + destination]`. @param seconds of each link */
export function zoneMinutes(assignment: Assignment, seconds: Float64Array, zones: number): Float32Array {
  const minutes = new Float32Array(zones * zones);
  for (let destination = 0; destination < zones; destination++)
    for (const [origin, cost] of assignment.costsTo(destination, seconds, zones).entries())
      minutes[origin * zones + destination] = cost / 60;
  return minutes;
}
