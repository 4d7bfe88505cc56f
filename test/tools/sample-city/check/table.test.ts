import { expect, it } from 'vitest';
import { judged } from '../../../../tools/sample-city/check/check.ts';
import { tableOf } from '../../../../tools/sample-city/check/table.ts';

it('tells each check with its figure, what was wanted and whether it passed, and counts', () => {
  const lines = tableOf([
    judged('queue-wave-speed', { figure: 17.456789, detail: '300 pairs' }),
    judged('rush-hours', { figure: 1.2, detail: 'flat days' }),
    judged('weekend', { figure: Number.NaN, detail: 'no days off' }),
  ]).split('\n');
  expect(lines.map((line) => line.split(/\s{2,}/).slice(0, 4))).toEqual([
    ['', 'check', 'figure', 'wanted'],
    ['passed', 'queue-wave-speed', '17.46', '15 to 20'],
    ['FAILED', 'rush-hours', '1.2', '>= 1.9'],
    ['FAILED', 'weekend', 'none', '<= 0.64'],
    ['1 of 3 checks passed'],
  ]);
  expect(lines[1]).toContain('Zielke');
});
