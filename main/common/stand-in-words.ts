import type { StandInRecord } from './contract/messages/drilldown.ts';
import { formatNumber, formatRange } from './format/numbers.ts';
import type { Unit } from './metrics.ts';
import type { Wording } from './wording.ts';

const lossDecimals = 2;

/** For which places, how far ahead and in what state a benchmark is shown instead. */
export function standInCell(record: StandInRecord, wording: Wording): string {
  return wording.say('stand-in.cell', {
    district: districtText(record, wording),
    ahead: aheadText(record, wording),
    regime: wording.say(`regime.${record.regime}`),
  });
}

/** Between how many minutes ahead. */
export function aheadText({ fromMinutes, horizonMinutes }: StandInRecord, wording: Wording): string {
  return wording.say('stand-in.ahead', { range: formatRange(fromMinutes, horizonMinutes) });
}

export function districtText({ district }: Pick<StandInRecord, 'district'>, wording: Wording): string {
  return district === '' ? wording.say('stand-in.no-district') : district;
}

/** How much better it was, with the interval, as text. Losses are in the unit shown. */
export function standInFigures({ difference, low, high, count }: StandInRecord): {
  readonly difference: string;
  readonly low: string;
  readonly high: string;
  readonly count: string;
} {
  const loss = (value: number): string => formatNumber(value, lossDecimals);
  return { difference: loss(difference), low: loss(low), high: loss(high), count: formatNumber(count) };
}

/** On what a benchmark is shown instead, in one sentence. @param since the cut-off of the decision, as it is to be read */
export function standInReason(record: StandInRecord, unit: Unit, since: string, wording: Wording): string {
  return wording.say('stand-in.because', { ...standInFigures(record), unit, since });
}
