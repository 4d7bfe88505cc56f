import { expect } from 'vitest';
import type { Forecast } from '../../models/model.ts';

/** Expects a number everywhere and quantiles that never cross. */
export function expectSound(forecast: Forecast): void {
  const levels = forecast.levels.length;
  expect(forecast.mean.some(Number.isNaN)).toBe(false);
  expect(forecast.quantiles.some(Number.isNaN)).toBe(false);
  expect(forecast.quantiles.length).toBe(forecast.mean.length * levels);
  const crossings = forecast.quantiles.filter(
    (value, index) => index % levels > 0 && value < (forecast.quantiles[index - 1] ?? NaN),
  );
  expect(crossings.length).toBe(0);
}
