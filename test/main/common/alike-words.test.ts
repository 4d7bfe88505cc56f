import { expect, test } from 'vitest';
import { alikeIn, alikeText } from '../../../main/common/alike-words.ts';
import { float32, time } from '../../../main/common/contract/columns.ts';
import type { Alike } from '../../../main/common/contract/messages/drilldown.ts';
import { wording } from '../../../main/common/wording.ts';

const alike = (values: readonly (number | null)[]): Alike => ({
  unit: 'mph',
  asOf: 0,
  targetAt: 1,
  comparedMinutes: 60,
  isSum: false,
  searched: 400,
  situations: values.map((value, at) => ({ at, distance: 1, value })),
  fan: {
    rows: 1,
    columns: {
      at: time(Float64Array.of(1)),
      lowest: float32(Float32Array.of(10)),
      median: float32(Float32Array.of(20)),
      highest: float32(Float32Array.of(30)),
    },
  },
});

test('what followed is told by its range and its middle, of those that were measured', () => {
  const plain = (text: string): string => text.replace(/\s/gu, ' ');
  const said = plain(alikeText(alike([22, 61, 30, null, 34, 28, 40]), wording('en')));
  expect(said).toBe('In the 6 moments most like it 22–61 mph followed, half of them below 32.');
  expect(plain(alikeText(alike([22, 61, 30, 34, 28, 40]), wording('zh-CN')))).toContain('22–61 mph');
});

test('too few moments, or none that was measured, is said', () => {
  expect(alikeText(alike([]), wording('en'))).toMatch(/^Too few/u);
  expect(alikeText(alike([null, null, null, null, 20]), wording('en'))).toMatch(/was not measured/u);
});

test('everything is told in the unit that is shown', () => {
  const { unit, situations, fan } = alikeIn(alike([10]), 'metric');
  expect(unit).toBe('km/h');
  expect(situations[0]?.value).toBeCloseTo(16.09, 2);
  expect(situations[0]?.distance).toBeCloseTo(1.61, 2);
  expect(fan.columns.median.values[0]).toBeCloseTo(32.19, 2);
});

test('of a sum no moments are compared, and that is told', () => {
  expect(alikeText({ ...alike([]), isSum: true }, wording('en'))).toContain('sum of other places');
  expect(alikeText(alike([]), wording('en'))).toContain('Too few');
});
