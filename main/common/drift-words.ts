import type { DriftRecord } from './contract/messages/models.ts';
import { formatNumber } from './format/numbers.ts';
import type { Wording } from './wording.ts';

/** A finding in one sentence: what, the measure and its limit, over how many, since when. @param since as it is to be read */
export function driftText(
  { kind, value, limit, count }: DriftRecord,
  since: string,
  wording: Wording,
): string {
  const isOfErrors = kind === 'bias' || kind === 'size';
  return wording.say(isOfErrors ? 'models.drift.sum' : 'models.drift.stability', {
    what: wording.say(`models.drift.${kind}`),
    value: formatNumber(value, isOfErrors ? 1 : 2),
    limit: formatNumber(limit, isOfErrors ? 0 : 2),
    count: formatNumber(count),
    since,
  });
}
