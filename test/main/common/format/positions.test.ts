import { expect, test } from 'vitest';
import { formatPosition } from '../../../../main/common/format/positions.ts';

test.each([
  [40.79123, -73.8842, '40.791°\u00a0N 73.884°\u00a0W'],
  [-33.86, 151.2, '33.860°\u00a0S 151.200°\u00a0E'],
])('%f, %f', (latitude, longitude, text) => {
  expect(formatPosition(latitude, longitude)).toBe(text);
});
