import { expect, test } from 'vitest';
import { fromOf, untilOf } from '../../../renderer/actions/choices.ts';

const minute = 60_000;
const clocks = { now: 1000 * minute, targetAt: 900 * minute };

test('an action began now, as the engine has it, some minutes ago, or at the time shown', () => {
  expect(fromOf('now', clocks)).toBeNull();
  expect(fromOf(15, clocks)).toBe(985 * minute);
  expect(fromOf('shown', clocks)).toBe(900 * minute);
});

test('it ends when somebody ends it, or so long after it began', () => {
  expect(untilOf('open', 15, clocks)).toBeNull();
  expect(untilOf(60, 'now', clocks)).toBe(1060 * minute);
  expect(untilOf(60, 15, clocks)).toBe(1045 * minute);
  expect(untilOf(30, 'shown', clocks)).toBe(930 * minute);
});
