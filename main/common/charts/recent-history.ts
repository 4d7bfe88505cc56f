import { float32, time } from '../contract/columns.ts';
import type { ForecastChartData } from './forecast-chart-data.ts';

/** So many times the length of the forecast is shown of the past. */
const pastShare = 2.5;

/** The same data with only as much past as lets the forecast be seen in a narrow chart; the target stays in it. */
export function withRecentHistory(data: ForecastChartData): ForecastChartData {
  const { asOf, forecast, history } = data;
  const lastForecast = forecast.columns.at.values.at(-1);
  if (asOf === null || lastForecast === undefined || lastForecast <= asOf) return data;
  const length = pastShare * (lastForecast - asOf);
  const from = Math.min(asOf - length, data.targetAt - length / 2);
  const { at, value, usual } = history.columns;
  const rows = Array.from(at.values.keys()).filter((row) => (at.values[row] ?? Number.NaN) >= from);
  const pick = (values: Float32Array): Float32Array =>
    Float32Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    ...data,
    history: {
      rows: rows.length,
      columns: {
        at: time(Float64Array.from(rows, (row) => at.values[row] ?? Number.NaN)),
        value: float32(pick(value.values)),
        usual: float32(pick(usual.values)),
      },
    },
  };
}
