import type { ForecastChartData } from '../../common/charts/forecast-chart-data.ts';
import { forecastChart } from '../../common/charts/forecast-chart.ts';
import { forecastLegend, type LegendEntry } from '../../common/charts/forecast-legend.ts';
import { chartThemes } from '../../common/charts/chart-theme.ts';
import type { Wording } from '../../common/wording.ts';
import { chartSvg } from '../chart-svg.ts';
import { Markup, markup } from '../markup.ts';

const look = { theme: chartThemes.light, compact: false, fontSizePixels: 13 };

/** A forecast chart with its legend, as wide as the page. */
export function chartFigure(
  data: ForecastChartData,
  wording: Wording,
  description: string,
  height: number,
): Markup {
  const picture = chartSvg(forecastChart(data, look, wording), { width: 680, height }, description);
  const entries = forecastLegend(data, look.theme, wording);
  return markup`<figure class="chart">${new Markup(picture)}<figcaption class="legend"><ul>${entries.map(
    (entry) => markup`<li>${sample(entry)}${entry.name}</li>`,
  )}</ul></figcaption></figure>`;
}

function sample({ kind, colour, widthPixels }: LegendEntry): Markup {
  const opacity = kind === 'band' ? 0.28 : 1;
  const dashes = kind === 'dashes' ? markup` stroke-dasharray="5 4"` : null;
  return markup`<svg class="swatch" width="20" height="12" viewBox="0 0 20 12" aria-hidden="true"><path d="M0 6h20" stroke="${colour}" stroke-width="${widthPixels}" stroke-opacity="${opacity}"${dashes}/></svg>`;
}
