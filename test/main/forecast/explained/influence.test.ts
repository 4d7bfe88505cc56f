import { expect, test } from 'vitest';
import { influenceIn, type Moved } from '../../../../main/forecast/explained/influence.ts';
import { influenceLines } from '../../../../main/common/influence-words.ts';
import { wording } from '../../../../main/common/wording.ts';

const moved = (hour: number, district: string, neighbours: number, weather?: number): Moved => ({
  ...{ hour, district },
  contributions: [
    { group: 'neighbours', value: neighbours },
    ...(weather === undefined ? [] : [{ group: 'weather', value: weather }]),
  ],
});
const harbour = Array.from({ length: 8 }, (_, index) => moved(8, 'Harbour', index % 2 === 0 ? 4 : -2, -1));
const hill = [moved(21, 'Hill', 9), moved(5, 'Hill', 1)];
const influence = influenceIn([...harbour, ...hill], ['Harbour', 'Hill']);

test('is the mean size over all forecasts, whichever way they were moved; a group that moved none counts as nothing', () => {
  expect(influence.groups).toEqual(['neighbours', 'weather']);
  expect(influence.rows[0]).toEqual({ slice: { kind: 'all' }, count: 10, values: [3.4, 0.8] });
});

test('is told of the parts of the day that have forecasts, and of districts with enough of them', () => {
  expect(influence.rows.slice(1)).toEqual([
    { slice: { kind: 'hours', from: 0, to: 6 }, count: 1, values: [1, 0] },
    { slice: { kind: 'hours', from: 6, to: 10 }, count: 8, values: [3, 1] },
    { slice: { kind: 'hours', from: 20, to: 24 }, count: 1, values: [9, 0] },
    { slice: { kind: 'district', district: 'Harbour' }, count: 8, values: [3, 1] },
  ]);
});

test('is said in the unit that is shown, with the strongest of each row', () => {
  const told = { ...influence, ...{ unit: 'km/h' as const, model: '', version: '', from: 0, to: 0 } };
  const lines = influenceLines(told, 'mph', wording('en'));
  expect(lines[0]).toEqual({ name: 'all of them', values: ['2.11', '0.50'], strongest: 0, count: '10' });
  expect(lines[2]?.name).toBe('06:00 to 10:00');
  expect(influenceLines(told, 'km/h', wording('zh-CN'))[2]?.name).toBe('06:00 至 10:00');
});
