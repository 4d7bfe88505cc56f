import type { MarkLineComponentOption } from 'echarts';
import { formatTime } from '../format/times.ts';
import type { Wording } from '../wording.ts';
import type { ChartLook } from './chart-frame.ts';

interface Marked {
  readonly zone: string;
  readonly now: number | null;
  readonly asOf: number | null;
  readonly targetAt: number;
}

type Side = 'left' | 'right';

/** Room that a label needs, as a share of the axis. */
const labelShare = { compact: 0.16, wide: 0.08 };

/**
 * The line of the data cut-off, called now where it is, and the target line, each with its time above it, on the side
 * where there is room. Where both would stand in one place, the first goes without its words.
 */
export function timeMarks(
  data: Marked,
  range: { readonly from: number; readonly to: number },
  look: ChartLook,
  wording: Wording,
): MarkLineComponentOption {
  const { theme } = look;
  const room = look.compact ? labelShare.compact : labelShare.wide;
  const shareOf = (at: number): number => (at - range.from) / (range.to - range.from);
  const sideFor = (at: number, wanted: Side): Side => {
    if (shareOf(at) > 1 - room) return 'left';
    return shareOf(at) < room ? 'right' : wanted;
  };
  const mark = (at: number, text: string, side: Side, type: 'solid' | 'dotted', color: string) => ({
    xAxis: at,
    lineStyle: { color, type, width: type === 'dotted' ? 1.75 : 1.25 },
    label: {
      show: text !== '',
      formatter: text,
      color: theme.text,
      fontSize: look.fontSizePixels,
      fontFamily: theme.fontFamily,
      position: 'end' as const,
      align: side === 'left' ? ('right' as const) : ('left' as const),
      distance: 4,
      padding: [0, 5],
    },
  });
  const cutOffText = (at: number): string =>
    wording.say(at === data.now ? 'chart.now' : 'chart.as-of', { time: formatTime(at, data.zone) });
  const marks = [];
  const { asOf, targetAt } = data;
  const targetSide = sideFor(targetAt, asOf === null || asOf <= targetAt ? 'right' : 'left');
  if (asOf !== null && asOf !== targetAt) {
    const cutOffSide = sideFor(asOf, asOf < targetAt ? 'left' : 'right');
    const wouldCollide =
      cutOffSide === targetSide && Math.abs(shareOf(asOf) - shareOf(targetAt)) < 1.5 * room;
    marks.push(mark(asOf, wouldCollide ? '' : cutOffText(asOf), cutOffSide, 'solid', theme.secondaryText));
  }
  const targetText = targetAt === data.now ? cutOffText(targetAt) : formatTime(targetAt, data.zone);
  marks.push(mark(targetAt, targetText, targetSide, 'dotted', theme.text));
  return { silent: true, symbol: 'none', animation: false, data: marks };
}
