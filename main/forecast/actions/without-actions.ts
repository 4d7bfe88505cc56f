import type { SeriesRecord } from '../../common/contract/compute-contract.ts';
import { touchedSpans, type ActionScene } from './touched.ts';

/** A series to learn from and to be judged on: missing where an action may have changed what was measured. */
export function withoutActions(series: SeriesRecord, scene: ActionScene): SeriesRecord {
  const spans = touchedSpans(scene, 'truth');
  if (spans.length === 0) return series;
  const step = series.stepSeconds * 1000;
  const positions = new Map(scene.series.map(({ seriesId }, index) => [seriesId, index]));
  const values = series.values.slice();
  for (const { series: id, from, to } of spans) {
    const place = positions.get(id);
    if (place === undefined) continue;
    const first = Math.max(0, Math.floor((from - series.start) / step));
    const end = Math.min(series.steps, Math.ceil((to - series.start) / step));
    if (first < end) values.fill(NaN, place * series.steps + first, place * series.steps + end);
  }
  return { ...series, values };
}
