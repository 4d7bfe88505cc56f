import { describe, expect, test } from 'vitest';
import { judgedOrigins } from '../../../models/series/rolling-origin.ts';

describe('origins that are judged', () => {
  const between = (from: number, end: number, places: number): number[] =>
    judgedOrigins(from, end, { places, atMost: 200 });

  test('are all of a short part, from its first step to before its end', () => {
    expect(between(5, 9, 207)).toEqual([5, 6, 7, 8]);
    expect(between(9, 9, 207)).toEqual([]);
  });

  test('are thinned evenly where the part is long', () => {
    const origins = between(0, 1000, 207);
    expect(origins).toHaveLength(200);
    expect(origins.slice(0, 3)).toEqual([0, 5, 10]);
  });

  test('are fewer in a large city, where each holds more forecasts, but still spread over the hours', () => {
    expect(between(0, 1000, 4000)).toHaveLength(100);
    expect(between(0, 500, 20_000)).toHaveLength(24);
    expect(between(0, 500, 1_000_000).at(-1)).toBeGreaterThan(450);
  });
});
