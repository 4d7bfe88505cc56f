import { float32, time, type Table } from '../contract/columns.ts';
import { valueStates } from '../contract/messages/map.ts';
import type { Unit } from '../metrics.ts';
import type { ForecastChartData } from './forecast-chart-data.ts';

type Timeline = Table<{
  at: 'time';
  value: 'float32';
  lower: 'float32';
  upper: 'float32';
  usual: 'float32';
  state: 'int32';
}>;

/** The city-wide figure over time as the forecast chart draws it: measured rows first, forecast rows with their interval. */
export function timelineData(
  timeline: Timeline,
  facts: {
    readonly unit: Unit;
    readonly zone: string;
    readonly now: number | null;
    readonly asOf: number | null;
    readonly targetAt: number;
  },
): ForecastChartData {
  const rowsIn = (wanted: (state: string) => boolean): number[] =>
    Array.from(timeline.columns.state.values, (state, row) => ({
      row,
      state: valueStates[state] ?? 'missing',
    }))
      .filter(({ state }) => wanted(state))
      .map(({ row }) => row);
  const past = rowsIn((state) => state === 'measured' || state === 'imputed' || state === 'missing');
  const ahead = rowsIn((state) => state === 'forecast' || state === 'usual');
  const { at, value, lower, upper, usual, state } = timeline.columns;
  const forecastOnly = (column: Float32Array) =>
    float32(
      Float32Array.from(ahead, (row) =>
        valueStates[state.values[row] ?? 0] === 'forecast' ? (column[row] ?? Number.NaN) : Number.NaN,
      ),
    );
  const pick = (column: Float32Array, rows: number[]) =>
    float32(Float32Array.from(rows, (row) => column[row] ?? Number.NaN));
  const instants = (rows: number[]) => time(Float64Array.from(rows, (row) => at.values[row] ?? Number.NaN));
  return {
    ...facts,
    history: {
      rows: past.length,
      columns: { at: instants(past), value: pick(value.values, past), usual: pick(usual.values, past) },
    },
    forecast: {
      rows: ahead.length,
      columns: {
        at: instants(ahead),
        mean: forecastOnly(value.values),
        lower: forecastOnly(lower.values),
        median: forecastOnly(value.values),
        upper: forecastOnly(upper.values),
        usual: pick(usual.values, ahead),
        benchmark: float32(new Float32Array(ahead.length).fill(Number.NaN)),
        model: float32(new Float32Array(ahead.length).fill(Number.NaN)),
      },
    },
  };
}
