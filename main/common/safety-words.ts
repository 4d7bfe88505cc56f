import type { ShownCategoryRecord } from './contract/count-records.ts';
import type { SafetyGround } from './contract/messages/safety-map.ts';
import type { SafetyStandIn, ShownReason } from './contract/messages/safety-use.ts';
import { formatPosition } from './format/positions.ts';
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
  shown: ShownCategoryRecord,
  approved: SafetyGround['approved'],
  wording: Wording,
  signed: (points: number) => string,
): string {
  if (approved === null) return wording.say('safety.mean-alone');
  const because = shownReason(shown, approved);
  return reasonText({ model: approved.model, because, gain: shown.heldOut?.gain ?? null }, wording, signed);
}

/** Why the approved way of counting, or the mean, is shown of a category. */
export function shownReason(
  { method, approved: judged, heldOut }: ShownCategoryRecord,
  { because }: NonNullable<SafetyGround['approved']>,
): ShownReason {
  if (because !== null) return because;
  if (judged === null) return 'category';
  if (heldOut === null || heldOut.gain === null) return 'unjudged';
  if (method === judged) return 'earned';
  return heldOut.lately?.isMeanShown === true ? 'lately' : 'gain';
}

const reasonWords: Readonly<Record<ShownReason, string>> = {
  earned: 'safety.model-earned',
  gain: 'safety.mean-by-rule',
  lately: 'safety.mean-lately',
  unjudged: 'safety.not-judged',
  category: 'safety.approved-category',
  data: 'safety.approved-data',
  use: 'safety.approved-use',
  later: 'safety.approved-later',
};

/** The same in words. @param signed how a difference is written, points with two digits */
export function reasonText(
  { model, because, gain }: Pick<SafetyStandIn, 'model' | 'because' | 'gain'>,
  wording: Wording,
  signed: (points: number) => string,
): string {
  return wording.say(reasonWords[because], {
    method: modelName(model, wording),
    gain: signed(100 * (gain?.difference ?? NaN)),
    low: signed(100 * (gain?.low ?? NaN)),
    high: signed(100 * (gain?.high ?? NaN)),
  });
}

/** The district of a track record. @param district null: the whole city; empty: none */
export function recordDistrict(district: string | null, wording: Wording): string {
  if (district === null) return wording.say('safety.whole-city');
  return district === '' ? wording.say('safety.no-district') : district;
}

/** Where a cell lies: its district, or its centre where there is none. Degrees. */
export function cellPlace(district: string, latitude: number, longitude: number): string {
  return district === '' ? formatPosition(latitude, longitude) : district;
}

/** The shift of a track record: `06–12`. @param fromHour null: the whole day */
export function recordShift(fromHour: number | null, wording: Wording): string {
  if (fromHour === null) return wording.say('safety.whole-day');
  return [fromHour, fromHour + 6].map((hour) => String(hour).padStart(2, '0')).join('–');
}
