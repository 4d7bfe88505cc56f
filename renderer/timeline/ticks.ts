import { zoneOffset } from '../../main/common/format/times.ts';

const hour = 3_600_000;
const spacings = [0.5, 1, 2, 3, 6, 12, 24, 48].map((hours) => hours * hour);

export interface Tick {
  readonly at: number;
  /** Midnight of the zone: the label is a date. */
  readonly isDay: boolean;
}

/** Ticks on full hours of the zone's clock, as close as leaves `leastPixels` between two; an hour the clock skips has none. */
export function timeTicks(
  from: number,
  to: number,
  zone: string,
  pixels: number,
  leastPixels = 64,
): readonly Tick[] {
  const perPixel = (to - from) / Math.max(pixels, 1);
  const spacing = spacings.find((candidate) => candidate / perPixel >= leastPixels) ?? 48 * hour;
  const shift = zoneOffset(from, zone);
  const first = Math.ceil((from + shift) / spacing) * spacing;
  const ticks: Tick[] = [];
  for (let local = first; local - shift <= to; local += spacing) {
    const at = local - shift;
    const drift = zoneOffset(at, zone) - shift;
    ticks.push({ at: at - drift, isDay: local % (24 * hour) === 0 });
  }
  return ticks.filter(({ at }, index) => at >= from && at <= to && at !== ticks[index - 1]?.at);
}
