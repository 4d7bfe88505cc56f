import type { EChartsCoreOption } from 'echarts/core';
import { axisStyle, chartFrame, type ChartLook } from '../../main/common/charts/chart-frame.ts';
import type { LegendEntry } from '../../main/common/charts/forecast-legend.ts';
import type { ChartTheme } from '../../main/common/charts/chart-theme.ts';
import { formatNumber, formatPercent } from '../../main/common/format/numbers.ts';
import type { Wording } from '../../main/common/wording.ts';
import type { LossPoint } from '../state/models.svelte.ts';

/** Losses over the share of the work that was done: on what a network learns from, and on what was held out. */
export function lossChart(points: readonly LossPoint[], look: ChartLook): EChartsCoreOption {
  const { theme } = look;
  const axis = axisStyle(look);
  const line = { type: 'line', symbol: 'circle', symbolSize: 4, silent: true, connectNulls: false } as const;
  return {
    ...chartFrame(look),
    xAxis: {
      ...axis,
      type: 'value',
      min: 0,
      max: 1,
      splitLine: { show: false },
      axisLabel: { ...axis.axisLabel, formatter: (share: number) => formatPercent(share) },
    },
    yAxis: {
      ...axis,
      type: 'value',
      scale: true,
      splitNumber: 3,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axis.axisLabel, formatter: (loss: number) => formatNumber(loss, 2) },
    },
    series: [
      {
        ...line,
        data: points.map(({ share, loss }) => [share, loss]),
        lineStyle: { color: theme.usual, width: 1.5, type: [5, 4] },
        itemStyle: { color: theme.usual },
      },
      {
        ...line,
        data: points.map(({ share, validationLoss }) => [share, validationLoss]),
        lineStyle: { color: theme.forecast, width: 2 },
        itemStyle: { color: theme.forecast },
      },
    ],
  };
}

/** What its two lines mean. */
export function lossLegend(theme: ChartTheme, wording: Wording): LegendEntry[] {
  return [
    {
      name: wording.say('models.loss-validation'),
      kind: 'line',
      colour: theme.forecast,
      widthPixels: 2,
    },
    {
      name: wording.say('models.loss-training'),
      kind: 'dashes',
      colour: theme.usual,
      widthPixels: 1.5,
    },
  ];
}
