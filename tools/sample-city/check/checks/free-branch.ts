import type { Check } from '../check.ts';
import { quantile } from '../measures/order.ts';
import { motorwayReadings } from './motorway-readings.ts';

/** Speed that is lost between light traffic (300-700 veh/h/lane) and busy but free traffic (1,000-1,300), on motorways. */
export const freeBranchFlat: Check = (study) => {
  const light: number[] = [];
  const busy: number[] = [];
  for (const { speedShare, flow } of motorwayReadings(study)) {
    if (speedShare < 0.6) continue;
    if (flow >= 300 && flow < 700) light.push(speedShare);
    else if (flow >= 1000 && flow < 1300) busy.push(speedShare);
  }
  return {
    figure: 1 - quantile(busy, 0.5) / quantile(light, 0.5),
    detail: `medians of ${light.length} light and ${busy.length} busy readings that are not congested`,
  };
};
