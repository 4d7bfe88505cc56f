import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** An empty chart in an element, which must have a size. */
export function makeChart(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'svg' });
}
