import { expect, test } from 'vitest';
import { byDeviation, matching } from '../../../renderer/table/rank.ts';
import { emptyFrame } from '../../../renderer/state/frame-columns.ts';

const columns = emptyFrame(4);
columns.values.set([50, 20, 60]);
columns.usuals.set([60, 60, 60, 60]);

test('puts the place furthest below usual first and those without a value last', () => {
  expect(byDeviation([3, 0, 1, 2], columns)).toEqual([1, 0, 2, 3]);
});

test('finds places by any of their words, in any case and order', () => {
  const names = ['Ring North km 4.2', 'Ring South km 4.2', 'Harbour'];
  const find = (query: string): readonly number[] => matching([0, 1, 2], query, (row) => names[row] ?? '');
  expect(find('4.2 ring')).toEqual([0, 1]);
  expect(find('NORTH')).toEqual([0]);
  expect(find(' ')).toEqual([0, 1, 2]);
  expect(find('west')).toEqual([]);
});
