import { expect, test } from 'vitest';
import { driftText } from '../../../main/common/drift-words.ts';
import { driftKinds } from '../../../main/common/rows/drift.ts';
import { wording } from '../../../main/common/wording.ts';

const record = { district: null, since: 0, value: 0.4321, limit: 0.25, count: 1234 };

test('names the district that it is about', () => {
  expect(driftText({ ...record, kind: 'level', district: 'Harbour' }, 'noon', wording('en'))).toMatch(
    /^Harbour: /u,
  );
});

test('a finding names its measure, the limit, the sample and when', () => {
  expect(driftText({ ...record, kind: 'level' }, 'noon', wording('en'))).toBe(
    'Readings lie otherwise around the usual than in training: stability index 0.43, limit 0.25, over 1\u202f234 readings; since noon.',
  );
  expect(driftText({ ...record, kind: 'size', value: 11.26, limit: 8 }, 'noon', wording('en'))).toBe(
    'Forecasts err more than when the version was judged: cumulative sum 11.3 spreads, limit 8, over 1\u202f234 forecasts; since noon.',
  );
});

test.each(['en', 'zh-CN'] as const)('%s has words for every kind', (language) => {
  for (const kind of driftKinds)
    expect(driftText({ ...record, kind }, 'noon', wording(language))).not.toContain('models.drift');
});
