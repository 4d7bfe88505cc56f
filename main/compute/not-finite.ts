import type { ForecastRecord, WindowRecord } from '../common/contract/compute-contract.ts';
import { MetropoleError } from '../common/errors.ts';

/**
 * Refuses a forecast that is no number for places whose history has a value: nothing of it can be trusted. Places of
 * which nothing is known have no forecast by right.
 * @throws MetropoleError `forecast-not-finite` with the number of those places
 */
export function refuseNotFinite(model: string, window: WindowRecord, forecast: ForecastRecord): void {
  if (isAllFinite(forecast.mean) && isAllFinite(forecast.quantiles)) return;
  const rows = forecast.places.length;
  const isFiniteRow = (values: Float32Array, row: number): boolean => {
    const width = values.length / rows;
    return isAllFinite(values.subarray(row * width, (row + 1) * width));
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

/** Whether all are numbers. A sum in double precision of what fits single precision stays one; two sums do not wait for each other. */
function isAllFinite(values: Float32Array): boolean {
  let even = values.length % 2 === 0 ? 0 : (values.at(-1) ?? 0);
  let odd = 0;
  for (let index = 1; index < values.length; index += 2) {
    even += values[index - 1] ?? 0;
    odd += values[index] ?? 0;
  }
  return Number.isFinite(even + odd);
}
