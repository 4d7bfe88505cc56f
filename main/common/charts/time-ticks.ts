import { zoneOffset } from '../format/times.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances between ticks that read well on a clock. */
const steps = [5, 10, 15, 30].map((minutes) => minutes * minute);
const longSteps = [hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day];

/**
 * Instants to label on a time axis: round times of the display zone's own clock, at most `most` of them.
 *
 * @param from first instant of the axis, epoch milliseconds
 * @param to last instant, included
 * @param zone IANA name or fixed offset; where its clock changes within the range, ticks stay round on either side
 */
export function timeTicks(from: number, to: number, zone: string, most: number): number[] {
  if (!(to > from) || most < 1) return [];
  const all = [...steps, ...longSteps];
  const step =
    all.find((candidate) => (to - from) / candidate <= most) ?? Math.ceil((to - from) / most / day) * day;
  const ticks: number[] = [];
  const first = Math.floor((from + zoneOffset(from, zone)) / step) * step;
  for (let clock = first; clock - day <= to + zoneOffset(to, zone); clock += step) {
    const at = instantOf(clock, zone);
    if (at >= from && at <= to && at !== ticks.at(-1)) ticks.push(at);
  }
  return ticks;
}

/** The instant at which the clock of `zone` shows `clock`; in a skipped hour, the same moment counted from before. */
function instantOf(clock: number, zone: string): number {
  const guess = clock - zoneOffset(clock, zone);
  return clock - zoneOffset(guess, zone);
}
