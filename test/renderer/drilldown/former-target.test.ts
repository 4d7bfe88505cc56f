import { expect, test } from 'vitest';
import { isFormerTarget } from '../../../renderer/drilldown/former-target.ts';

test('a target is a former one from a minute on, either way, and never while none is wanted', () => {
  expect(isFormerTarget(0, 59_999)).toBe(false);
  expect(isFormerTarget(0, 60_000)).toBe(true);
  expect(isFormerTarget(60_000, 0)).toBe(true);
  expect(isFormerTarget(0, null)).toBe(false);
});
