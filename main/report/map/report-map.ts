import type { Extent, View } from '../../common/view.ts';
import type { ReportData } from '../report-data.ts';
import { extentFor, type Size } from './projection.ts';

/** Pixels of the report's map, drawn or captured. */
export const reportMapSize: Size = { width: 960, height: 540 };

/**
 * What the report's map shows: the view's extent, or all located places, widened to the proportions of the picture.
 * Null where no place is located. A picture taken of exactly this extent has a true scale bar.
 */
export function reportMapExtent(data: Pick<ReportData, 'view' | 'places'>): Extent | null {
  if (data.view.extent !== null) return extentFor(data.view.extent, reportMapSize, 0);
  return data.places.extent === null ? null : extentFor(data.places.extent, reportMapSize);
}

/** The view to capture the report's map with: exactly the report's extent, on light ground, nothing selected. */
export function captureView(view: View, extent: Extent): View {
  return { ...view, extent, theme: 'light', selection: null };
}
