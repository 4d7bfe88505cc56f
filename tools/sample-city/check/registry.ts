import type { Check } from './check.ts';
import { capacity } from './checks/capacity.ts';
import { collisionDelayClears, collisionDelayGrows } from './checks/collisions.ts';
import { congestedBranchFalls, congestedBranchOccupied } from './checks/congested-branch.ts';
import { freeBranchFlat } from './checks/free-branch.ts';
import { incidentsCluster, incidentsClusterSurely } from './checks/incident-clusters.ts';
import { incidentsOverdispersed, incidentsOverdispersedInTime } from './checks/incident-counts.ts';
import { loadDay, loadRepeatsDaily, loadWeek } from './checks/load-shape.ts';
import { loadCooling, loadHeating, loadTurn } from './checks/load-temperature.ts';
import { missingByCabinet, missingForHours, missingInBursts, missingRate } from './checks/missing.ts';
import { correlationFalls, neighboursCorrelate, troubleMovesUpstream } from './checks/neighbours.ts';
import { rushHours, rushHoursFlow, weekend } from './checks/rush-hours.ts';
import { stuckValues } from './checks/stuck.ts';
import { freeWaveSpeed, queueWaveSpeed, queueWaveStrength } from './checks/waves.ts';
import type { CheckName } from './thresholds.ts';

/** All checks, in the order in which they are told. */
export const checks: Readonly<Record<CheckName, Check>> = {
  'free-branch-flat': freeBranchFlat,
  'congested-branch-occupied': congestedBranchOccupied,
  'congested-branch-falls': congestedBranchFalls,
  capacity,
  'rush-hours': rushHours,
  'rush-hours-flow': rushHoursFlow,
  weekend,
  'neighbours-correlate': neighboursCorrelate,
  'correlation-falls': correlationFalls,
  'trouble-moves-upstream': troubleMovesUpstream,
  'collision-delay-grows': collisionDelayGrows,
  'collision-delay-clears': collisionDelayClears,
  'queue-wave-speed': queueWaveSpeed,
  'queue-wave-strength': queueWaveStrength,
  'free-wave-speed': freeWaveSpeed,
  'load-day': loadDay,
  'load-repeats-daily': loadRepeatsDaily,
  'load-week': loadWeek,
  'load-heating': loadHeating,
  'load-cooling': loadCooling,
  'load-turn': loadTurn,
  'incidents-overdispersed': incidentsOverdispersed,
  'incidents-overdispersed-in-time': incidentsOverdispersedInTime,
  'incidents-cluster': incidentsCluster,
  'incidents-cluster-surely': incidentsClusterSurely,
  'missing-rate': missingRate,
  'missing-in-bursts': missingInBursts,
  'missing-for-hours': missingForHours,
  'missing-by-cabinet': missingByCabinet,
  'stuck-values': stuckValues,
};
