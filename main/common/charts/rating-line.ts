import type { MarkLineComponentOption } from 'echarts';
import type { ChartLook } from './chart-frame.ts';
import type { ForecastChartData } from './forecast-chart-data.ts';

/** A rating further above everything else than this would make lines of them that nobody can read. */
const nearEnough = 1.5;

/** What the place may carry, where it is near enough to what is drawn to be drawn with it; null where it is not. */
export function ratingShown({ rating = null, history, forecast }: ForecastChartData): number | null {
  if (rating === null) return null;
  const drawn = [history.columns.value.values, forecast.columns.upper.values];
  const highest = drawn
    .flatMap((values) => [...values])
    .reduce((most, value) => (value > most ? value : most), 0);
  return rating <= nearEnough * highest ? rating : null;
}

/** A level line with its name. */
export function ratingMark(
  rating: number,
  { theme, fontSizePixels }: ChartLook,
  name: string,
): MarkLineComponentOption {
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: { color: theme.text, type: [8, 3], width: 1 },
    label: {
      show: true,
      formatter: name,
      position: 'insideStartTop',
      color: theme.secondaryText,
      fontSize: fontSizePixels,
      fontFamily: theme.fontFamily,
    },
    data: [{ yAxis: rating }],
  };
}
