import { expect, test } from 'vitest';
import { eitherSignal } from '../../../main/common/either-signal.ts';

test.each([0, 1])('fires with the first of two', (first) => {
  const two = [new AbortController(), new AbortController()] as const;
  const signal = eitherSignal(two[0].signal, two[1].signal);
  expect(signal.aborted).toBe(false);
  two[first === 0 ? 0 : 1].abort();
  expect(signal.aborted).toBe(true);
});

test('has fired where one had before', () => {
  expect(eitherSignal(new AbortController().signal, AbortSignal.abort()).aborted).toBe(true);
});
