import type { EChartsOption } from 'echarts';
import type { ChartTheme } from './chart-theme.ts';

/** How a chart is to look, apart from what it shows. */
export interface ChartLook {
  readonly theme: ChartTheme;
  /** True in the narrow column of the screen: fewer ticks. */
  readonly compact: boolean;
  readonly fontSizePixels: number;
}

/** What every chart has in common: no animation, room for the labels. Legends stand beside the picture, as text. */
export function chartFrame(look: ChartLook): EChartsOption {
  const { theme, fontSizePixels } = look;
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize: fontSizePixels, color: theme.text },
    grid: {
      left: 2,
      right: 16,
      top: fontSizePixels * 2.2,
      bottom: 2,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
  };
}

/** Lines and labels of both axes. */
export function axisStyle(look: ChartLook) {
  const { theme, fontSizePixels } = look;
  return {
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.gridLine } },
    splitLine: { show: true, lineStyle: { color: theme.gridLine, width: 1 } },
    axisLabel: {
      color: theme.secondaryText,
      fontSize: fontSizePixels,
      fontFamily: theme.fontFamily,
      hideOverlap: true,
    },
  };
}
