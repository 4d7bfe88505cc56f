import { expect, test } from 'vitest';
import type { StandInRecord } from '../../../main/common/contract/messages/drilldown.ts';
import { standInIn } from '../../../main/common/display-units.ts';
import { standInCell, standInReason } from '../../../main/common/stand-in-words.ts';
import { wording } from '../../../main/common/wording.ts';

const record: StandInRecord = {
  ...{ benchmark: 'traffic.persistence', district: 'Harbour', fromMinutes: 15, horizonMinutes: 30 },
  ...{ regime: 'disturbed', since: 0, count: 34_961, difference: 0.176, low: 0.092, high: 0.254 },
};
const english = wording('en');

test('where a benchmark is shown instead reads as district, part of the horizon and state', () => {
  expect(standInCell(record, english)).toBe('Harbour, 15–30 min ahead, disturbed');
  expect(standInCell({ ...record, district: '', regime: 'normal' }, english)).toBe(
    'places of no district, 15–30 min ahead, normal',
  );
  expect(standInCell(record, wording('zh-CN'))).toBe('Harbour，提前 15–30 分钟，异常');
});

test('why it is names the sample, the difference and its interval, in the unit shown', () => {
  expect(standInReason(record, 'mph', 'noon', english)).toBe(
    'Over 34\u202f961 forecasts up to noon it was better by 0.18 mph of pinball loss (0.09 to 0.25 with 95 %).',
  );
  const shown = standInIn(record, 'mph', 'km/h');
  expect([shown.low, shown.difference, shown.high].map((one) => one.toFixed(3))).toEqual([
    '0.148',
    '0.283',
    '0.409',
  ]);
  expect(shown.count).toBe(record.count);
});
