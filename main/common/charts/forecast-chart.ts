import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { Unit } from '../metrics.ts';
import type { Wording } from '../wording.ts';
import { formatNumber } from '../format/numbers.ts';
import { formatTime } from '../format/times.ts';
import { lineNames } from './forecast-legend.ts';
import { axisStyle, chartFrame, type ChartLook } from './chart-frame.ts';
import type { ForecastChartData } from './forecast-chart-data.ts';
import { forecastTooltip } from './forecast-tooltip.ts';
import { differencePoints, linePoints, type Point } from './points.ts';
import { ratingMark, ratingShown } from './rating-line.ts';
import { timeMarks } from './time-marks.ts';
import { timeTicks } from './time-ticks.ts';

/**
 * Measured, forecast with its 90 % interval, usual, the best benchmark and, where that is shown instead, the model of one place over time. Gaps stay gaps; the
 * time axis reads in the display zone whatever the zone of the machine.
 */
export function forecastChart(data: ForecastChartData, look: ChartLook, wording: Wording): EChartsOption {
  const { history, forecast } = data;
  const at = forecast.columns.at.values;
  const measured = linePoints(history.columns.at.values, history.columns.value.values);
  const median = linePoints(at, forecast.columns.median.values);
  const lower = linePoints(at, forecast.columns.lower.values);
  const width = differencePoints(at, forecast.columns.upper.values, forecast.columns.lower.values);
  const upper = linePoints(at, forecast.columns.upper.values);
  const usual = inOrder([
    ...linePoints(history.columns.at.values, history.columns.usual.values),
    ...linePoints(at, forecast.columns.usual.values),
  ]);
  const benchmark = linePoints(at, forecast.columns.benchmark.values);
  const model = linePoints(at, forecast.columns.model.values);
  const fan = fanLines(data);
  const range = timeRange([measured, median, usual, benchmark, model], data.targetAt);
  const { theme } = look;
  const names = lineNames(data, wording);
  const drawn = [measured, lower, upper, usual, benchmark, model, ...fan]
    .flat()
    .flatMap(([, value]) => value ?? []);
  const rating = ratingShown(data);
  const values = rating === null ? drawn : [...drawn, rating];
  const series: LineSeriesOption[] = [
    {
      ...quiet,
      name: 'interval-from',
      data: lower,
      stack: 'interval',
      stackStrategy: 'all',
      lineStyle: { opacity: 0 },
    },
    {
      ...quiet,
      name: names.interval,
      data: width,
      stack: 'interval',
      stackStrategy: 'all',
      lineStyle: { opacity: 0 },
      itemStyle: { color: theme.forecast, opacity: 0.28 },
      areaStyle: { color: theme.forecast, opacity: 0.28 },
    },
    ...fan.map((line, index): LineSeriesOption => ({
      ...quiet,
      name: names.alike,
      data: line,
      ...lineOf(theme.measured, index === 1 ? 1.5 : 1, [1, 3]),
    })),
    { ...quiet, name: names.usual, data: usual, ...lineOf(theme.usual, 1.25, [5, 4]) },
    { ...quiet, name: names.benchmark, data: benchmark, ...lineOf(theme.benchmark, 1, 'solid') },
    { ...quiet, name: names.model, data: model, ...lineOf(theme.benchmark, 1.5, [2, 3]) },
    {
      ...quiet,
      name: names.measured,
      data: measured,
      ...lineOf(theme.measured, 1.75, 'solid'),
      ...(rating !== null && { markLine: ratingMark(rating, look, names.rating) }),
    },
    {
      ...quiet,
      name: names.forecast,
      data: median,
      ...lineOf(theme.forecast, 2.25, 'solid'),
      markLine: timeMarks(data, range, look, wording),
    },
  ];
  return {
    ...chartFrame(look),
    tooltip: forecastTooltip({ measured, median, lower, upper, usual, benchmark, model }, names, data, look),
    xAxis: {
      ...axisStyle(look),
      type: 'value',
      min: range.from,
      max: range.to,
      splitLine: { show: false },
      ...ticksAt(timeTicks(range.from, range.to, data.zone, look.compact ? 4 : 8)),
      axisLabel: {
        ...axisStyle(look).axisLabel,
        customValues: timeTicks(range.from, range.to, data.zone, look.compact ? 4 : 8),
        formatter: (instant: number) => formatTime(instant, data.zone),
      },
    },
    yAxis: {
      ...axisStyle(look),
      type: 'value',
      name: data.unit,
      nameLocation: 'end',
      nameTextStyle: {
        color: theme.secondaryText,
        fontSize: look.fontSizePixels,
        align: 'left',
        padding: [0, 0, 0, -24],
      },
      ...valueRange(values, data.unit),
      splitNumber: 3,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...axisStyle(look).axisLabel,
        formatter: (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1),
      },
    },
    series,
  };
}

const quiet = {
  type: 'line',
  symbol: 'none',
  silent: true,
  connectNulls: false,
  animation: false,
  emphasis: { disabled: true },
} as const satisfies LineSeriesOption;

/** The lowest, the middle and the highest course of what followed in moments most like this one. */
function fanLines({ alike = null }: ForecastChartData): Point[][] {
  if (alike === null) return [];
  const { at, lowest, median, highest } = alike.columns;
  return [lowest, median, highest].map((column) => linePoints(at.values, column.values));
}

function lineOf(color: string, width: number, type: 'solid' | number[]): LineSeriesOption {
  return { lineStyle: { color, width, type }, itemStyle: { color } };
}

function ticksAt(customValues: number[]): { axisTick: { show: boolean; customValues: number[] } } {
  return { axisTick: { show: true, customValues } };
}

/** The axis starts at 0 but for values far above it; below 0 only where a value of that unit can lie there. */
function valueRange(values: readonly number[], unit: Unit): { scale: boolean; min?: number } {
  if (Math.min(...values) > 0.6 * Math.max(...values)) return { scale: true };
  const mayBeNegative = unit === 'kW' || unit === 'MW';
  return mayBeNegative ? { scale: false } : { scale: false, min: 0 };
}

/** Past and future usual overlap where the past is known beyond the forecast's start: one value per instant. */
function inOrder(points: readonly Point[]): Point[] {
  const byInstant = new Map(points.map((point) => [point[0], point] as const));
  return [...byInstant.values()].sort((first, second) => first[0] - second[0]);
}

/** From the first to the last point of any line, the target included. */
function timeRange(lines: readonly Point[][], targetAt: number): { from: number; to: number } {
  const instants = lines.flat().map(([at]) => at);
  return { from: Math.min(targetAt, ...instants), to: Math.max(targetAt, ...instants) };
}
