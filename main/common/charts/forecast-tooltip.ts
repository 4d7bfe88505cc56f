import type { TooltipComponentOption } from 'echarts';
import { decimalsFor, formatNumber, formatRange, withUnit } from '../format/numbers.ts';
import { formatTime } from '../format/times.ts';
import type { Unit } from '../metrics.ts';
import type { ChartLook } from './chart-frame.ts';
import type { Point } from './points.ts';

type Line = 'measured' | 'median' | 'lower' | 'upper' | 'usual' | 'benchmark' | 'model';
type Names = Readonly<Record<'measured' | 'forecast' | 'interval' | 'usual' | 'benchmark' | 'model', string>>;

/** The values under the pointer as text drawn into the chart: no HTML, so the page's policy has nothing to forbid. */
export function forecastTooltip(
  lines: Readonly<Record<Line, readonly Point[]>>,
  names: Names,
  data: { readonly unit: Unit; readonly zone: string },
  look: ChartLook,
): TooltipComponentOption {
  const values = new Map(Object.entries(lines).map(([line, points]) => [line, new Map(points)] as const));
  const valueAt = (line: Line, at: number): number | null => values.get(line)?.get(at) ?? null;
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    axisPointer: {
      type: 'line',
      animation: false,
      lineStyle: { color: look.theme.secondaryText, type: 'solid' },
    },
    backgroundColor: look.theme.raised,
    borderColor: look.theme.gridLine,
    borderWidth: 1,
    shadowBlur: 0,
    padding: 8,
    textStyle: { color: look.theme.text, fontSize: look.fontSizePixels, fontFamily: look.theme.fontFamily },
    formatter: (points) => {
      const at = instantOf(Array.isArray(points) ? points[0]?.value : points.value);
      if (at === null) return '';
      const lower = valueAt('lower', at);
      const upper = valueAt('upper', at);
      const hasInterval = lower !== null && upper !== null;
      const decimals = decimalsFor(hasInterval ? upper - lower : null, data.unit);
      const row = (name: string, value: number | null): string[] =>
        value === null ? [] : [`${name} ${withUnit(formatNumber(value, decimals), data.unit)}`];
      return [
        formatTime(at, data.zone),
        ...row(names.measured, valueAt('measured', at)),
        ...row(names.forecast, valueAt('median', at)),
        ...(hasInterval
          ? [`${names.interval} ${withUnit(formatRange(lower, upper, decimals), data.unit)}`]
          : []),
        ...row(names.usual, valueAt('usual', at)),
        ...row(names.benchmark, valueAt('benchmark', at)),
        ...row(names.model, valueAt('model', at)),
      ].join('\n');
    },
  };
}

function instantOf(value: unknown): number | null {
  const first: unknown = Array.isArray(value) ? value[0] : null;
  return typeof first === 'number' ? first : null;
}
