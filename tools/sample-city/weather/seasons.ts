import { dayMilliseconds } from '../calendar/span.ts';

/** −1 in the depth of winter to 1 in high summer; the air follows the sun by about five weeks, as over a sea. */
export function warmSeason(at: number): number {
  return Math.cos(2 * Math.PI * (shareOfYear(at) - 0.59));
}

/** Share of the year that has passed, 0 to 1. */
function shareOfYear(at: number): number {
  const newYear = Date.UTC(new Date(at).getUTCFullYear(), 0, 1);
  return (at - newYear) / (365.25 * dayMilliseconds);
}
