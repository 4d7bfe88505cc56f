import { describe, expect, test } from 'vitest';
import { stepCalendar } from '../../../../main/forecast/origin/calendar.ts';
import { disturbedPlaces, regimeSteps } from '../../../../main/forecast/origin/regime.ts';
import { hourlySpreads } from '../../../../main/forecast/origin/usual-spread.ts';

const column = (value: number, spread: number) => ({
  value: Float32Array.of(value, value),
  spread: Float32Array.of(spread, spread),
});
const regimes = (
  first: readonly number[],
  second: readonly number[],
  recent: ReturnType<typeof column>[],
) => [...disturbedPlaces(Float32Array.of(...first, ...second), first.length, recent)];

describe('a place is disturbed', () => {
  test('where its last value is more than two spreads from what is usual, to either side', () => {
    const recent = [column(60, 5)];
    expect(regimes([60, 49.9], [60, 50.1], recent)).toEqual([1, 0]);
    expect(regimes([60, 70.1], [10, 69.9], recent)).toEqual([1, 0]);
  });

  test('by its own last value within the quarter of an hour, against the usual of that time', () => {
    const recent = [column(60, 5), column(30, 5), column(30, 5)];
    expect(regimes([60, 31, NaN], [60, 60, NaN], recent)).toEqual([0, 1]);
    expect(regimes([10, NaN, NaN, NaN], [10, 60, NaN, NaN], recent)).toEqual([0, 1]);
    expect(regimeSteps(300)).toBe(3);
    expect(regimeSteps(900)).toBe(1);
    expect(regimeSteps(3600)).toBe(1);
  });

  test('only where somebody could know it: silence and an unknown usual are normal', () => {
    expect(regimes([10, NaN], [60, 10], [column(60, 5)])).toEqual([0, 1]);
    expect(regimes([60, 10], [60, 10], [column(NaN, 5)])).toEqual([0, 0]);
    expect(regimes([60, 10], [60, 10], [column(60, NaN)])).toEqual([0, 0]);
    expect(regimes([60, 10], [60, 10], [])).toEqual([0, 0]);
  });

  test('not by a rounding where its values never change', () => {
    expect(regimes([60, 60.5], [60, 63], [column(60, 0)])).toEqual([0, 1]);
  });
});

test('spreads are the distances from the usual, by kind of day and hour, gaps left out', () => {
  const steps = 7 * 48;
  const start = Date.UTC(2024, 0, 1);
  const calendar = stepCalendar(start, 1800, steps, 'UTC');
  const isRush = (step: number): boolean => step % 48 === 16 || step % 48 === 17;
  const isWeekend = (step: number): boolean => step >= 5 * 48;
  const values = Float32Array.from({ length: steps }, (_, step) => {
    if (step === 3) return NaN;
    const far = isWeekend(step) ? 2 : isRush(step) ? 8 : 4;
    return 50 + (step % 2 === 0 ? far : -far);
  });
  const spreads = hourlySpreads(
    {
      ...{ places: ['a'], start, stepSeconds: 1800, steps, values, calendar, covariates: [] },
      links: {
        type: 'adjacency',
        offsets: new Uint32Array(2),
        targets: new Uint32Array(),
        weights: new Float32Array(),
      },
    },
    {
      ...{ slotMinutes: 30, slots: 48, dayKinds: ['weekday', 'weekend'] },
      means: new Float32Array(2 * 48).fill(50),
      counts: new Float32Array(2 * 48).fill(5),
    },
  );
  expect([spreads[1], spreads[8], spreads[9], spreads[24 + 8]]).toEqual([4, 8, 4, 2]);
});
