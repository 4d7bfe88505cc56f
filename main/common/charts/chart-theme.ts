import type { Theme } from '../view.ts';

/** What a chart needs to know of a theme: data colours and type, never an alarm hue. */
export interface ChartTheme {
  readonly text: string;
  readonly secondaryText: string;
  readonly gridLine: string;
  /** Behind the tooltip. */
  readonly raised: string;
  readonly measured: string;
  /** The median; the interval is the same hue, see-through. */
  readonly forecast: string;
  readonly usual: string;
  readonly benchmark: string;
  readonly fontFamily: string;
}

const fontFamily =
  "'Source Sans 3 Variable', 'Source Sans 3', 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif";

/** One look for the screen and the report: whatever draws a chart takes its colours from here. */
export const chartThemes: Readonly<Record<Theme, ChartTheme>> = {
  dark: {
    text: '#d9dcdf',
    secondaryText: '#a4abb2',
    gridLine: '#363b41',
    raised: '#2a2e33',
    measured: '#d9dcdf',
    forecast: '#8fb4c9',
    usual: '#a4abb2',
    benchmark: '#9c8fb5',
    fontFamily,
  },
  light: {
    text: '#1f2327',
    secondaryText: '#4f575f',
    gridLine: '#cdd2d6',
    raised: '#ffffff',
    measured: '#1f2327',
    forecast: '#2d6585',
    usual: '#5d666e',
    benchmark: '#6a5a8c',
    fontFamily,
  },
  'low-light': {
    text: '#abaeb0',
    secondaryText: '#8f9599',
    gridLine: '#2f3338',
    raised: '#1f2226',
    measured: '#abaeb0',
    forecast: '#708d9e',
    usual: '#8f9599',
    benchmark: '#7d7391',
    fontFamily,
  },
};
