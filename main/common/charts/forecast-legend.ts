import { modelName } from '../model-names.ts';
import type { Wording } from '../wording.ts';
import type { ChartTheme } from './chart-theme.ts';
import type { ForecastChartData } from './forecast-chart-data.ts';

/** The lines of the forecast chart by what they are called, the benchmark by its own name. */
export function lineNames({ benchmark = null }: Pick<ForecastChartData, 'benchmark'>, wording: Wording) {
  return {
    measured: wording.say('chart.measured'),
    forecast: wording.say('chart.forecast'),
    interval: wording.say('chart.interval'),
    usual: wording.say('chart.usual'),
    benchmark:
      benchmark === null
        ? wording.say('chart.benchmark')
        : wording.say('chart.benchmark-named', { name: modelName(benchmark, wording) }),
    model: wording.say('chart.model-not-shown'),
    rating: wording.say('chart.rating'),
    alike: wording.say('chart.alike'),
  };
}

export interface LegendEntry {
  readonly name: string;
  readonly kind: 'line' | 'dashes' | 'band';
  readonly colour: string;
  readonly widthPixels: number;
}

/** What the lines of a forecast chart mean; a line that has no value is not named. */
export function forecastLegend(data: ForecastChartData, theme: ChartTheme, wording: Wording): LegendEntry[] {
  const names = lineNames(data, wording);
  const past = data.history.columns;
  const ahead = data.forecast.columns;
  const entries: [columns: Float32Array[], entry: LegendEntry][] = [
    [[past.value.values], { name: names.measured, kind: 'line', colour: theme.measured, widthPixels: 1.75 }],
    [
      [ahead.median.values],
      { name: names.forecast, kind: 'line', colour: theme.forecast, widthPixels: 2.25 },
    ],
    [[ahead.upper.values], { name: names.interval, kind: 'band', colour: theme.forecast, widthPixels: 9 }],
    [
      [past.usual.values, ahead.usual.values],
      { name: names.usual, kind: 'dashes', colour: theme.usual, widthPixels: 1.25 },
    ],
    [
      [ahead.benchmark.values],
      { name: names.benchmark, kind: 'line', colour: theme.benchmark, widthPixels: 1 },
    ],
    [
      data.alike ? [data.alike.columns.median.values] : [],
      { name: names.alike, kind: 'dashes', colour: theme.measured, widthPixels: 1 },
    ],
    [[ahead.model.values], { name: names.model, kind: 'dashes', colour: theme.benchmark, widthPixels: 1.5 }],
  ];
  return entries
    .filter(([columns]) => columns.some((column) => column.some(Number.isFinite)))
    .map(([, entry]) => entry);
}
