import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citySummary, deviationPercent, furthestOffUsual } from '../../../main/common/city-summary.ts';
import { topics } from '../../../main/common/metrics.ts';
import { valueStates } from '../../../main/common/contract/messages/map.ts';

const measured = valueStates.indexOf('measured');

test('the furthest below usual are those a full sort would give', () => {
  const speed = fc.oneof(fc.integer({ min: 1, max: 90 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(fc.tuple(speed, speed)), fc.integer({ min: 1, max: 6 }), (rows, count) => {
      const values = rows.map(([value]) => value);
      const usuals = rows.map(([, usual]) => usual);
      const sorted = rows
        .map(([value, usual], row) => ({ row, deviation: deviationPercent(value, usual) }))
        .filter(({ deviation }) => deviation < 0)
        .toSorted((one, other) => one.deviation - other.deviation || one.row - other.row)
        .slice(0, count)
        .map(({ row }) => row);
      expect(
        furthestOffUsual({ values, usuals, states: rows.map(() => measured), members: [] }, 'traffic', count),
      ).toEqual(sorted);
    }),
  );
});

test('a city without a usual still has a mean', () => {
  const columns = {
    values: [40, 60, Number.NaN],
    usuals: [NaN, NaN, NaN],
    states: [measured, measured, 0],
    members: [],
  };
  expect(citySummary(columns, 'traffic')).toMatchObject({
    places: 3,
    known: 2,
    meanValue: 50,
    meanUsual: Number.NaN,
  });
});

test('a speed is to be noticed below its usual, a load above it, and places of other topics are none of either', () => {
  const none = 255;
  const columns = {
    values: [40, 70, 50, NaN],
    usuals: [50, 50, 50, NaN],
    states: [measured, measured, 0, none],
    members: [],
  };
  expect(citySummary(columns, 'traffic')).toMatchObject({ places: 3, farOff: 1 });
  expect(citySummary(columns, 'energy')).toMatchObject({ farOff: 1 });
  expect(topics.slice(0, 2).map((topic) => furthestOffUsual(columns, topic, 1))).toEqual([[0], [1]]);
});

test('a sum is not counted again beside what it is made of', () => {
  const columns = {
    values: [10, 20, 30],
    usuals: [10, 10, 10],
    states: [measured, measured, measured],
    members: [0, 0, 2],
  };
  expect(citySummary(columns, 'energy')).toMatchObject({ places: 2, known: 2, meanValue: 15, farOff: 1 });
  expect(furthestOffUsual(columns, 'energy', 5)).toEqual([1]);
});
