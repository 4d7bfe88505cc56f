import { describe, expect, test } from 'vitest';
import type { WeatherValue } from '../../../../main/common/rows/surroundings.ts';
import { SeenTemperatures } from '../../../../main/forecast/loads/seen-temperatures.ts';

const hour = 3_600_000;
/** Midnight in Lisbon in summer. */
const start = Date.UTC(2025, 5, 1, 23);
const firstDay = Date.UTC(2025, 5, 2) / (24 * hour);
const measured = (hours: number, celsius: number): WeatherValue => ({
  metric: 'temperature',
  startsAt: start + hours * hour,
  endsAt: start + (hours + 1) * hour,
  value: celsius,
  isForecast: false,
  knownAt: start + (hours + 1) * hour,
});
/** Four days at 18, 26, 14 and 20 °C, a degree more in their second halves; then half a day at 40. */
const days = [18, 26, 14, 20];
const values = [
  ...days.flatMap((celsius, day) =>
    Array.from({ length: 24 }, (_, at) => measured(day * 24 + at, celsius + (at >= 12 ? 1 : 0))),
  ),
  ...Array.from({ length: 12 }, (_, at) => measured(96 + at, 40)),
];
const seen = new SeenTemperatures(values, 'Europe/Lisbon');
const changes = (name: string, value: number) => ({
  name,
  everySteps: 1,
  ahead: 2,
  values: Float32Array.of(0, value),
});

describe('the weather a peak is looked at in', () => {
  test('is a degree more, and that of the hottest and coldest whole day at the same local time', () => {
    const [warmer, hottest, coldest] = seen.scenarios();
    expect([warmer, hottest, coldest].map((one) => one?.day)).toEqual([NaN, firstDay + 1, firstDay + 2]);
    const morning = start + 1000 * 24 * hour + 3 * hour;
    expect(warmer?.temperature(morning, 17)).toBe(18);
    expect(hottest?.temperature(morning, 17)).toBe(26);
    expect(hottest?.temperature(morning + 12 * hour, 17)).toBe(27);
    expect(coldest?.temperature(morning, 17)).toBe(14);
  });

  test('goes beyond what was seen in temperature, or in its change from one day to the next', () => {
    expect(seen.isBeyond([14, 40], [])).toBe(false);
    expect(seen.isBeyond([40.5], [])).toBe(true);
    expect(seen.isBeyond([13], [])).toBe(true);
    expect(seen.isBeyond([20], [changes('cooling-change', 18)])).toBe(false);
    expect(seen.isBeyond([20], [changes('cooling-change', 19)])).toBe(true);
    expect(seen.isBeyond([20], [changes('heating-change', 1), changes('cooling-change', 0)])).toBe(false);
    expect(seen.isBeyond([20], [changes('heating-change', -2)])).toBe(true);
    expect(seen.isBeyond([NaN], [changes('heating-change', NaN)])).toBe(false);
  });

  test('is that of no day where none was measured', () => {
    expect(new SeenTemperatures([], 'UTC').scenarios().map(({ scenario }) => scenario)).toEqual(['warmer']);
  });
});
