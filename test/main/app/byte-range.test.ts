import { expect, test } from 'vitest';
import { byteRange } from '../../../main/app/byte-range.ts';

test.each([
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=90-500', { first: 90, last: 99 }],
  ['bytes=100-', undefined],
  ['bytes=9-3', undefined],
  ['bytes=-5', undefined],
  ['bytes=0-1,4-5', undefined],
  ['lines=0-1', undefined],
  [null, undefined],
])('%s of 100 bytes', (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});
