import type { ForecastRecord, WindowRecord } from '../common/contract/compute-contract.ts';
import { MetropoleError } from '../common/errors.ts';

/**
 * Refuses a forecast that is no number for places whose history has a value: nothing of it can be trusted. Places of
 * which nothing is known have no forecast by right.
 * @throws MetropoleError `forecast-not-finite` with the number of those places
 */
export function refuseNotFinite(model: string, window: WindowRecord, forecast: ForecastRecord): void {
  const rows = forecast.places.length;
  const isFiniteRow = (values: Float32Array, row: number): boolean => {
    const width = values.length / rows;
    let sum = 0;
    for (let index = row * width; index < (row + 1) * width; index++) sum += values[index] ?? 0;
    return Number.isFinite(sum);
  };
  const hasHistory = (place: number): boolean => {
    const { history, historySteps } = window;
    for (let step = place * historySteps; step < (place + 1) * historySteps; step++)
      if (!Number.isNaN(history[step])) return true;
    return false;
  };
  const places = forecast.places.filter(
    (place, row) =>
      !(isFiniteRow(forecast.mean, row) && isFiniteRow(forecast.quantiles, row)) && hasHistory(place),
  ).length;
  if (places > 0) throw new MetropoleError('forecast-not-finite', { model, places });
}
