import type { Wording } from './wording.ts';

/** A probability of at least one as people count: about 1 in N; where it is more likely than not, how many are expected. */
export function chanceText(atLeastOne: number, expected: number, wording: Wording): string {
  if (atLeastOne > 0.5) return wording.say('safety.several', { count: roundedCount(expected) });
  return wording.say('safety.one-in', { count: roundedCount(1 / atLeastOne) });
}

/** Two digits: no more is known. */
export function roundedCount(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  if (value < 10) return String(Number(value.toPrecision(2)));
  return String(Math.round(Number(value.toPrecision(2))));
}
