import type { City } from '../words.ts';
import { ordinaryPeakKw } from './ordinary-peak.ts';

/** Transformers are bought in steps of so many kW. */
const step = 5000;

/** What a substation may carry, kW: the highest load of an ordinary year of all that its feeders feed together, to the next step. */
export function substationRatingKw({ feeders, energyZones }: City, site: number): number {
  const fed = feeders.filter(({ zone }) => energyZones[zone]?.substation === site);
  const together = { homesKw: 0, officesKw: 0, shopsKw: 0, industryKw: 0, chargersKw: 0 };
  for (const feeder of fed) {
    together.homesKw += feeder.homesKw;
    together.officesKw += feeder.officesKw;
    together.shopsKw += feeder.shopsKw;
    together.industryKw += feeder.industryKw;
    together.chargersKw += feeder.chargersKw;
  }
  return Math.max(1, Math.round(ordinaryPeakKw(together) / step)) * step;
}
