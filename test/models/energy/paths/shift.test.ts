import { describe, expect, test } from 'vitest';
import { shiftAround, shiftedPaths } from '../../../../models/energy/paths/shift.ts';

describe('load around a peak', () => {
  /** Low at night: least from `low` on, for four hours. */
  const medians = (steps: number, low: number, perHour = 1): Float32Array =>
    Float32Array.from({ length: steps }, (_, step) => (step >= low && step < low + 4 * perHour ? 50 : 100));

  test('goes into the four lowest hours of the horizon', () => {
    const hourly = shiftAround(18, medians(24, 2), 3600);
    expect(hourly).toEqual({ share: 0.1, from: 17, to: 20, intoFrom: 2, intoTo: 6 });
    const ten = shiftAround(72, medians(144, 100, 6), 600);
    expect(ten).toEqual({ share: 0.1, from: 66, to: 79, intoFrom: 100, intoTo: 124 });
  });

  test('goes beside the peak where that is low itself, and nowhere where the horizon is too short', () => {
    expect(shiftAround(3, medians(12, 2), 3600)).toMatchObject({ from: 2, to: 5, intoFrom: 5, intoTo: 9 });
    expect(shiftAround(2, medians(6, 0), 3600)).toBeNull();
  });

  test('is used all the same, at another time; what roofs feed back stays', () => {
    const values = Float32Array.of(100, 200, 100, 50, 50, 50, 50, 0, 10, -40, 10, 0, 0, 0, 0, 0);
    const paths = { paths: 2, places: 1, steps: 8, values };
    const shifted = shiftedPaths(paths, 0, { share: 0.1, from: 0, to: 3, intoFrom: 3, intoTo: 7 });
    expect([...shifted.values]).toEqual(
      [90, 180, 90, 60, 60, 60, 60, 0, 9, -40, 9, 0.5, 0.5, 0.5, 0.5, 0].map(Math.fround),
    );
    expect(values[0]).toBe(100);
  });
});
