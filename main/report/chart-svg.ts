import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

/**
 * Draws a chart as an SVG string, with no document: the same option gives the same picture as on the screen.
 *
 * @param description what a screen reader says instead of the picture
 */
export function chartSvg(
  option: EChartsCoreOption,
  size: { readonly width: number; readonly height: number },
  description: string,
): string {
  const { tooltip: _tooltip, ...printable } = option;
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(printable);
    const label = description.replace(/[&<>"]/gu, (sign) => `&#${String(sign.codePointAt(0))};`);
    return chart.renderToSVGString().replace('<svg ', `<svg role="img" aria-label="${label}" `);
  } finally {
    chart.dispose();
  }
}
