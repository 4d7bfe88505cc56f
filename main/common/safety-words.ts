import type { ShownCategoryRecord } from './contract/count-records.ts';
import type { SafetyGround } from './contract/messages/safety-map.ts';
import { modelName } from './model-names.ts';
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

/**
 * Why a way of counting is shown of a category: what the approved one would find, or why there is none.
 * @param signed how a difference is written, points with two digits
 */
export function shownBecause(
  { method, approved: judged, heldOut }: ShownCategoryRecord,
  approved: SafetyGround['approved'],
  wording: Wording,
  signed: (points: number) => string,
): string {
  if (approved === null) return wording.say('safety.mean-alone');
  const name = { method: modelName(approved.model, wording) };
  if (approved.because !== null) return wording.say(`safety.approved-${approved.because}`, name);
  if (judged === null) return wording.say('safety.approved-category', name);
  if (heldOut?.gain === null || heldOut === null) return wording.say('safety.not-judged');
  if (method !== judged && heldOut.lately?.isMeanShown === true)
    return wording.say('safety.mean-lately', name);
  const { difference, low, high } = heldOut.gain;
  return wording.say(method === judged ? 'safety.model-earned' : 'safety.mean-by-rule', {
    ...name,
    gain: signed(100 * difference),
    low: signed(100 * low),
    high: signed(100 * high),
  });
}
