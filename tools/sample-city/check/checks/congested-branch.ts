import type { Check } from '../check.ts';
import { correlation } from '../measures/order.ts';
import { shareSlower } from '../measures/slowness.ts';
import { motorwayReadings } from './motorway-readings.ts';

/** Below this share of the free speed a motorway counts as congested. */
const congested = 0.6;

/** Share of the motorways' readings that lie on the congested branch. */
export const congestedBranchOccupied: Check = (study) => ({
  figure: shareSlower(
    study.only(study.world.traffic.speed),
    Float32Array.from(study.motorway, (detector) => study.free[detector] ?? Number.NaN),
    congested,
  ),
  detail: `${study.motorway.length} detectors on motorways, below ${congested} of their free speed`,
});

/**
 * Occupancy beyond which a road is on the congested branch, %: the Highway Capacity Manual's density at capacity, 45 cars a mile
 * and lane, of 7 m each as a loop sees them. Below it, slow traffic is only held to a lower limit, as at roadworks.
 */
const critical = 20;

/** How flow goes with occupancy in congestion: the more vehicles stand on the road, the fewer pass. */
export const congestedBranchFalls: Check = (study) => {
  const flows: number[] = [];
  const occupancies: number[] = [];
  for (const { speedShare, flow, occupancy } of motorwayReadings(study)) {
    if (speedShare >= congested || occupancy < critical) continue;
    flows.push(flow);
    occupancies.push(occupancy);
  }
  return {
    figure: correlation(occupancies, flows),
    detail: `flow with occupancy above ${critical} %, ${flows.length} congested readings of motorways`,
  };
};
