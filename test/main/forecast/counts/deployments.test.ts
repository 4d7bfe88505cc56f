import { expect, test } from 'vitest';
import type { ActionRow } from '../../../../main/common/rows/actions.ts';
import { deploymentsOf, keptByDeployments } from '../../../../main/forecast/counts/deployments.ts';
import { PeriodClock } from '../../../../main/forecast/counts/period-clock.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const end = start + 100 * day;
const clock = new PeriodClock(start, 1, 'UTC');
/** Two places, five kilometres apart. */
const positions = { latitude: [44, 44.05], longitude: [9, 9] };
const places = {
  columns: {
    place: Int32Array.of(1, 2),
    key: ['a', 'b'],
    name: ['a', 'b'],
    latitude: Float64Array.from(positions.latitude),
    longitude: Float64Array.from(positions.longitude),
    completeness: new Float32Array(2),
    sourceFile: [null, null],
  },
};
const patrol = (from: number, more: Partial<ActionRow> = {}): ActionRow => ({
  ...{ actionId: 1, placeId: 1, placeKey: 'a', placeName: 'a', kind: 'patrol', note: '', from },
  ...{ until: from + 3_600_000, loggedAt: from, loggedBy: 'ada', endedBy: null, takenBack: null },
  ...more,
});
const here = { latitude: 44, longitude: 9 };
const there = { latitude: 44.05, longitude: 9 };
const nowhere = { latitude: 44.2, longitude: 9.2 };

test('days with officers count once, by cell, and only deployments that stand', () => {
  const actions = [
    patrol(start),
    patrol(start + 3_600_000),
    patrol(start + 5 * day, { until: start + 7 * day }),
    patrol(start, { placeId: 2, kind: 'diversion' }),
    patrol(start, { placeId: 2, takenBack: { at: start, by: 'ada', reason: 'wrong' } }),
    patrol(end, { placeId: 2 }),
  ];
  const { visits, days } = deploymentsOf(actions, places, clock, end);
  expect([...visits.values()]).toEqual([3]);
  expect(days).toBe(100);
});

test('where officers were more often, less of what they found is kept', () => {
  const often = Array.from({ length: 80 }, (_, at) => patrol(start + at * day));
  const seldom = Array.from({ length: 20 }, (_, at) => patrol(start + at * day, { placeId: 2 }));
  const kept = keptByDeployments(deploymentsOf([...often, ...seldom], places, clock, end));
  expect(kept?.(there)).toBeCloseTo((4 * (kept?.(here) ?? 0) * 80.5) / 82, 6);
  expect(kept?.(nowhere)).toBe(1);
});

test('without any deployment nobody knows how often officers were there: nothing of it is kept', () => {
  expect(keptByDeployments(deploymentsOf([], places, clock, end))).toBeUndefined();
});
