import type { Check } from '../check.ts';
import { quantile } from '../measures/order.ts';
import { rowOf } from '../measures/slowness.ts';

/** The most that a lane of a motorway carries for 15 minutes: of each detector the 99.9th percentile, of these the 95th. */
export const capacity: Check = (study) => {
  const { flow } = study.world.traffic;
  const width = Math.max(1, Math.round(900 / flow.stepSeconds));
  const peaks = study.motorway.map((detector) => {
    const row = rowOf(flow, detector);
    const quarters: number[] = [];
    for (let step = 0; step + width <= row.length; step++)
      quarters.push(row.subarray(step, step + width).reduce((sum, value) => sum + value, 0) / width);
    return quantile(quarters, 0.999) / study.lanesAt(detector);
  });
  return { figure: quantile(peaks, 0.95), detail: `${peaks.length} detectors on motorways` };
};
