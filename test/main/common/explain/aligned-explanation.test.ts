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
  expect(rows[0]).toMatchObject({ id: 'start', text: '51' });
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
