import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alignedExplanation } from '../../../../main/common/explain/aligned-explanation.ts';
import { contributionRows } from '../../../../main/common/explain/contribution-rows.ts';
import { wording } from '../../../../main/common/wording.ts';
import { sampleDrilldown } from '../../report/drilldown-sample.ts';

const { explanation, shown } = sampleDrilldown();

it('explains the displayed value from the displayed usual, and still adds up', () => {
  if (explanation === null || shown === null) throw new Error('the sample has both');
  const aligned = alignedExplanation(explanation, { ...shown, value: 34.9, usual: 51.2 }, explanation.model);
  const rows = contributionRows(aligned, 0, wording('en'), String);
  expect(rows[0]).toMatchObject({ id: 'start-usual', text: '51' });
  expect(rows[1]).toMatchObject({ id: 'usual-of-model', value: 6 });
  expect(rows.at(-2)).toMatchObject({ id: 'calibration' });
  expect(rows.at(-1)).toMatchObject({ id: 'end', text: '35' });
  expect(rows.slice(0, -1).reduce((sum, { value }) => sum + value, 0)).toBe(35);
});

it('names a benchmark that is shown instead of the explained model', () => {
  if (explanation === null || shown === null) throw new Error('the sample has both');
  const aligned = alignedExplanation(explanation, { ...shown, value: 40 }, 'traffic.persistence');
  expect(aligned.contributions.at(-1)?.group).toBe('benchmark-shown');
  expect(alignedExplanation(explanation, shown, explanation.model).contributions).toEqual(
    explanation.contributions,
  );
});

it('leaves each part as large as it was, to the last digit that is displayed, whoever made the value', () => {
  if (explanation === null || shown === null) throw new Error('the sample has both');
  const speed = fc.double({ min: 5, max: 130, noNaN: true });
  const part = fc.double({ min: -90, max: 90, noNaN: true });
  const numbers = fc.record({
    start: speed,
    parts: fc.array(part, { minLength: 1, maxLength: 5 }),
    usual: speed,
    value: speed,
    decimals: fc.integer({ min: 0, max: 2 }),
    servedBy: fc.constantFrom('traffic.ridge-shared', 'traffic.persistence'),
  });
  fc.assert(
    fc.property(numbers, ({ start, parts, usual, value, decimals, servedBy }) => {
      const explained = {
        ...explanation,
        start,
        contributions: parts.map((one) => ({ group: 'weather', value: one, parts: [] })),
        shown: parts.reduce((sum, one) => sum + one, start),
      };
      const aligned = alignedExplanation(explained, { ...shown, usual, value }, servedBy);
      const rows = contributionRows(aligned, decimals, wording('en'), String);
      const last = servedBy === explained.model ? 'calibration' : 'benchmark-shown';
      const wanted = [
        { id: 'start-usual', value: usual },
        { id: 'usual-of-model', value: start - usual },
        ...parts.map((one) => ({ id: 'weather', value: one })),
        { id: last, value: value - explained.shown },
        { id: 'end', value },
      ];
      // What is smaller than the numbers are stored has no row, and two digits are what rounding to the sum may move.
      const close = 2 * 10 ** -decimals + 0.004 * value;
      for (const { id, value: one } of wanted.filter((row) => Math.abs(row.value) > 0.002 * value))
        expect(rows.some((row) => row.id === id && Math.abs(row.value - one) <= close)).toBe(true);
      const sum = rows.slice(0, -1).reduce((total, row) => total + row.value, 0);
      expect(sum).toBeCloseTo(rows.at(-1)?.value ?? NaN, 6);
    }),
  );
});
