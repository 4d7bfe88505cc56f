import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../../../main/common/contract/messages/drilldown.ts';
import { explainedSum } from '../../../../main/forecast/loads/explained-sum.ts';

const explained = (start: number, groups: Readonly<Record<string, number>>): Explanation => ({
  ...{ model: 'energy.load-ridge', method: 'ordered-replacement', start, startKind: 'usual' },
  ...{ startCount: 40, startError: 3, compared: null, neighbours: null },
  contributions: Object.entries(groups).map(([group, value]) => ({ group, value, parts: [] })),
  shown: Object.values(groups).reduce((sum, value) => sum + value, start),
});
const member = (id: number, explanation: Explanation | null) => ({
  place: {
    ...{ id, key: `f${id}`, name: `F${id}`, latitude: null, longitude: null },
    completeness: 1,
    sourceFile: null,
  },
  explanation,
});
const shown = (value: number) => ({
  state: 'forecast' as const,
  value,
  lower: null,
  upper: null,
  usual: null,
});
const members = [
  member(1, explained(100, { calendar: 5, 'past-days': -20 })),
  member(2, explained(300, { calendar: 10, weather: 40 })),
];

describe('a sum', () => {
  test('is explained group by group by its members, the strongest named first, and adds up', () => {
    const found = explainedSum(members, shown(435));
    expect(found?.start).toBe(400);
    expect(found?.contributions.map(({ group, value }) => [group, value])).toEqual([
      ['calendar', 15],
      ['past-days', -20],
      ['weather', 40],
    ]);
    expect(found?.contributions[0]?.parts.map(({ place, value }) => [place, value])).toEqual([
      [2, 10],
      [1, 5],
    ]);
    expect(found?.contributions[2]?.parts).toHaveLength(1);
  });

  test('of joint courses is reconciled with the sum of its members', () => {
    const found = explainedSum(members, shown(450));
    expect(found?.contributions.at(-1)).toEqual({ group: 'reconciliation', value: 15, parts: [] });
    const whole =
      (found?.start ?? 0) + (found?.contributions ?? []).reduce((sum, { value }) => sum + value, 0);
    expect(whole).toBe(found?.shown);
  });

  test('is not explained where one of them is not', () => {
    expect(explainedSum([...members, member(3, null)], shown(435))).toBeNull();
    expect(explainedSum([], shown(435))).toBeNull();
  });
});
