import { chartThemes } from '../common/charts/chart-theme.ts';
import { barScale, type ContributionRow } from '../common/explain/contribution-rows.ts';
import { markup, type Markup } from './markup.ts';

const width = 260;
const height = 12;
const least = 1.5;
const theme = chartThemes.light;

/** One bar per row of an explanation, on one scale: where the part begins and where it leaves off. */
export function contributionBars(rows: readonly ContributionRow[]): Markup[] {
  const scale = barScale(rows);
  const x = (value: number): number => ((value - scale.from) / (scale.to - scale.from || 1)) * width;
  return rows.map(({ kind, from, to }) => {
    const left = Math.min(x(from), x(to));
    const length = Math.max(least, Math.abs(x(to) - x(from)));
    const fill = kind === 'part' ? theme.forecast : theme.usual;
    return markup`<svg class="bar" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true"><path d="M0 ${height - 0.5}H${width}" stroke="${theme.gridLine}"/><rect x="${left.toFixed(1)}" y="1" width="${length.toFixed(1)}" height="${height - 2}" fill="${fill}"/></svg>`;
  });
}
