import { describe, expect, it } from 'vitest';
import { chartThemes } from '../../../../main/common/charts/chart-theme.ts';
import { forecastChart } from '../../../../main/common/charts/forecast-chart.ts';
import type { ForecastChartData } from '../../../../main/common/charts/forecast-chart-data.ts';
import { forecastLegend } from '../../../../main/common/charts/forecast-legend.ts';
import { withRecentHistory } from '../../../../main/common/charts/recent-history.ts';
import { linePoints } from '../../../../main/common/charts/points.ts';
import { float32, time } from '../../../../main/common/contract/columns.ts';
import { wording } from '../../../../main/common/wording.ts';
import { sampleAsOf, sampleDrilldown, sampleZone } from '../../report/drilldown-sample.ts';

const look = { theme: chartThemes.dark, compact: true, fontSizePixels: 13 };
const data = { ...sampleDrilldown(), asOf: sampleAsOf, zone: sampleZone, now: sampleAsOf };
const minute = 60_000;

interface DrawnLine {
  readonly name: string;
  readonly data: readonly (readonly [number, number | null])[];
}

function lines(language: 'en' | 'zh-CN' = 'en', changes: Partial<typeof data> = {}): DrawnLine[] {
  const { series } = forecastChart({ ...data, ...changes }, look, wording(language));
  return series as unknown as DrawnLine[];
}

function lineNamed(name: string): DrawnLine {
  const line = lines().find((candidate) => candidate.name === name);
  if (line === undefined) throw new Error(`no line ${name}`);
  return line;
}

describe('forecast chart', () => {
  it('never hands a NaN to the chart', () => {
    const values = lines().flatMap(({ data: points }) => points.flat());
    expect(values.length).toBeGreaterThan(100);
    expect(values.filter((value) => value !== null && !Number.isFinite(value))).toEqual([]);
  });

  it('cuts the measured line at a missing value and at a hole in the rows', () => {
    const cuts = lineNamed('measured').data.filter(([, value]) => value === null);
    expect(cuts).toHaveLength(2);
    expect(linePoints([0, 5, 10, 30, 35], [1, 2, 3, 4, 5])).toEqual([
      [0, 1],
      [5, 2],
      [10, 3],
      [15, null],
      [30, 4],
      [35, 5],
    ]);
  });

  it('stacks the width of the interval on its lower end', () => {
    const lower = lineNamed('interval-from').data;
    const width = lineNamed('90 % interval').data;
    const upper = data.forecast.columns.upper.values;
    lower.forEach(([, value], step) => {
      expect((value ?? 0) + (width[step]?.[1] ?? 0)).toBeCloseTo(upper[step] ?? 0, 4);
    });
  });

  it('labels now and the target in the display zone', () => {
    const marks = JSON.stringify(forecastChart(data, look, wording('en')).series);
    expect(marks).toContain('now 16:55');
    expect(marks).toContain('17:15');
    expect(JSON.stringify(forecastChart(data, look, wording('zh-CN')).series)).toContain('现在 16:55');
  });

  it('says now once when the target is now', () => {
    const atNow = JSON.stringify(lines('en', { targetAt: data.asOf }));
    expect(atNow.match(/16:55/gu)).toHaveLength(1);
    expect(atNow).toContain('now 16:55');
  });

  it('calls the data cut-off now only where it is', () => {
    const replayed = JSON.stringify(lines('en', { now: data.targetAt + 24 * 60 * minute }));
    expect(replayed).toContain('data to 16:55');
    expect(replayed).not.toContain('now');
  });

  it('covers the target when it lies beyond every point', () => {
    const beyond = data.targetAt + 300 * minute;
    const option = forecastChart({ ...data, targetAt: beyond }, look, wording('en'));
    expect(option.xAxis).toMatchObject({ max: beyond });
  });

  it('starts the axis at 0 where nothing can lie below', () => {
    const below = float32(new Float32Array(12).fill(-2));
    const columns = { ...data.forecast.columns, lower: below };
    const axisOf = (unit: 'km/h' | 'kW') =>
      forecastChart({ ...data, unit, forecast: { rows: 12, columns } }, look, wording('en')).yAxis;
    expect(axisOf('km/h')).toMatchObject({ min: 0 });
    expect(axisOf('kW')).not.toHaveProperty('min');
  });

  it('shows its tooltip as drawn text, with the rounding the interval supports', () => {
    const { tooltip } = forecastChart(data, look, wording('en'));
    expect(tooltip).toMatchObject({ renderMode: 'richText' });
    const { formatter } = tooltip as { formatter: (points: unknown) => string };
    const text = formatter([{ value: [data.targetAt, 30] }]);
    expect(text).toMatch(/^17:15\n/u);
    expect(text).toMatch(/forecast 30\u00a0km\/h/u);
    expect(text).toMatch(/90 % interval \d+\u2013\d+\u00a0km\/h/u);
  });

  it('leaves room for the forecast where there is little, without losing the target', () => {
    const length = (data.forecast.columns.at.values.at(-1) ?? 0) - data.asOf;
    const recent = withRecentHistory({ ...data, forecast: { ...data.forecast } });
    expect(recent.history.rows).toBe(data.history.rows);
    const target = data.asOf - 20 * minute;
    const short = {
      ...data.forecast,
      rows: 3,
      columns: { ...data.forecast.columns, at: time(data.forecast.columns.at.values.slice(0, 3)) },
    };
    const trimmed = withRecentHistory({ ...data, forecast: short, targetAt: target });
    expect(trimmed.history.columns.at.values[0]).toBe(target - 15 * minute);
    expect(trimmed.history.columns.at.values.at(-1)).toBe(data.history.columns.at.values.at(-1));
    expect(length).toBe(60 * minute);
  });

  it('draws what followed in moments most alike over the forecast, where it is asked to', () => {
    const at = data.forecast.columns.at.values;
    const column = (value: number) => float32(new Float32Array(at.length).fill(value));
    const columns = { at: time(at), lowest: column(20), median: column(30), highest: column(55) };
    const alike = { rows: at.length, columns };
    const drawn = lines('en', { ...data, alike } as Partial<typeof data>).filter(
      ({ name }) => name === 'most alike before',
    );
    expect(drawn.map(({ data: points }) => points[0]?.[1])).toEqual([20, 30, 55]);
    expect(lines().some(({ name }) => name === 'most alike before')).toBe(false);
    const named = forecastLegend({ ...data, alike }, look.theme, wording('en')).map(({ name }) => name);
    expect(named).toContain('most alike before');
  });

  it('names only lines that have a value', () => {
    const without = {
      ...data,
      forecast: {
        ...data.forecast,
        columns: { ...data.forecast.columns, benchmark: float32(new Float32Array(12).fill(Number.NaN)) },
      },
    };
    const names = (shown: ForecastChartData): string[] =>
      forecastLegend(shown, look.theme, wording('en')).map(({ name }) => name);
    expect(names(data)).toContain('benchmark: last value');
    expect(names({ ...data, benchmark: null })).toContain('benchmark');
    expect(names(without).filter((name) => name.startsWith('benchmark'))).toEqual([]);
  });
});
