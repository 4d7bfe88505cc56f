import type { DriftRecord } from './contract/messages/models.ts';
import { formatNumber } from './format/numbers.ts';
import type { Wording } from './wording.ts';

/** A finding in one sentence: where, what, the measure and its limit, over how many, since when. @param since as it is to be read */
export function driftText(
  { kind, district, value, limit, count }: DriftRecord,
  since: string,
  wording: Wording,
): string {
  const isOfErrors = kind === 'bias' || kind === 'size';
  const what = wording.say(`models.drift.${kind}`);
  return wording.say(isOfErrors ? 'models.drift.sum' : 'models.drift.stability', {
    what: district === null ? what : wording.say('models.drift.in', { district, what }),
    value: formatNumber(value, isOfErrors ? 1 : 2),
    limit: formatNumber(limit, isOfErrors ? 0 : 2),
    count: formatNumber(count),
    since,
  });
}
