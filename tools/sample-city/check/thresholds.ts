import { sources } from './sources.ts';

/** What a figure must lie between, and why. */
export interface Threshold {
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly source: string;
}

/**
 * The thresholds were set and committed before there was a world to check. Where a figure was measured on real data, a world
 * has to show at least half of the effect that the real city shows; "measured" says what was found there.
 */
export const thresholds = {
  'free-branch-flat': {
    unit: 'share of speed lost',
    atMost: 0.1,
    source: `${sources.manual1997}; 0.1 leaves room for lorries and five-minute scatter`,
  },
  'congested-branch-occupied': {
    unit: 'share of readings',
    atLeast: 0.01,
    atMost: 0.09,
    source: `${sources.losLoop}; measured 0.087 below 0.6 of the free speed, in a larger and busier city`,
  },
  'congested-branch-falls': {
    unit: 'correlation',
    atMost: -0.3,
    source: sources.trafficFlow,
  },
  capacity: {
    unit: 'veh/h/lane',
    atLeast: 1700,
    atMost: 2400,
    source: `${sources.manual1997} in passenger cars; with lorries less`,
  },
  'rush-hours': {
    unit: 'slowness, rush hour to midday',
    atLeast: 1.9,
    source: `${sources.losLoop}; measured 2.85`,
  },
  'rush-hours-flow': {
    unit: 'flow, rush hour to midday',
    atLeast: 1.1,
    source: sources.freewayHandbook,
  },
  weekend: {
    unit: 'slowness in rush hours, days off to working days',
    atMost: 0.64,
    source: `${sources.losLoop}; measured 0.29`,
  },
  'neighbours-correlate': {
    unit: 'correlation',
    atLeast: 0.26,
    source: `${sources.losLoop}; measured 0.53 within 1.5 km along the road`,
  },
  'correlation-falls': {
    unit: 'correlation beyond 8 km to within 1.5 km',
    atMost: 0.5,
    source: `${sources.losLoop}; measured 0.10`,
  },
  'trouble-moves-upstream': {
    unit: 'difference of correlations',
    atLeast: 0.037,
    source: `${sources.losLoop}; measured 0.0733 at 10 minutes, 1 to 3 km, where and while queues grow`,
  },
  'collision-delay-grows': {
    unit: 'delay, second half of the blockage to the first',
    atLeast: 1.5,
    source: sources.queueing,
  },
  'collision-delay-clears': {
    unit: 'delay two hours after clearance to its peak',
    atMost: 0.25,
    source: sources.queueing,
  },
  'queue-wave-speed': {
    unit: 'km/h upstream',
    atLeast: 15,
    atMost: 20,
    source: sources.waves,
  },
  'queue-wave-strength': {
    unit: 'correlation upstream less that downstream',
    atLeast: 0.144,
    source: `${sources.losLoop}; measured 0.289 where traffic is congested throughout`,
  },
  'free-wave-speed': {
    unit: 'speed downstream to vehicle speed',
    atLeast: 0.7,
    atMost: 1.3,
    source: sources.smoothing,
  },
  'load-day': {
    unit: 'highest to lowest hour',
    atLeast: 1.3,
    atMost: 3,
    source: `${sources.tetouan}; measured 2.06, nine tenths of the days 1.88 or more`,
  },
  'load-repeats-daily': {
    unit: 'autocorrelation at 24 h',
    atLeast: 0.49,
    source: `${sources.tetouan}; measured 0.98`,
  },
  'load-week': {
    unit: 'days off to working days',
    atLeast: 0.7,
    atMost: 0.98,
    source: `${sources.tetouan}; measured 0.943 with Sunday off`,
  },
  'load-heating': {
    unit: 'share of load for each °C below the turn',
    atLeast: 0.004,
    source: `${sources.vShape}; as much as load-cooling asks for`,
  },
  'load-cooling': {
    unit: 'share of load for each °C above the turn',
    atLeast: 0.004,
    source: `${sources.tetouan}; measured 0.0375 in a hotter city, a tenth is asked for`,
  },
  'load-turn': {
    unit: '°C',
    atLeast: 12,
    atMost: 22,
    source: sources.vShape,
  },
  'incidents-overdispersed': {
    unit: '(variance / mean - 1) / mean of cell-days',
    atLeast: 0.92,
    source: `${sources.newYork}; measured 1.84 on squares of 3 km, does not change with the number of incidents`,
  },
  'incidents-overdispersed-in-time': {
    unit: '(variance - mean) / mean² within cells',
    atLeast: 0.018,
    source: `${sources.newYork}; measured 0.035 on squares of 3 km`,
  },
  'incidents-cluster': {
    unit: 'pairs within 400 m and 2 days, to chance',
    atLeast: 1.06,
    source: `${sources.newYork}; measured 1.12; ${sources.knox}`,
  },
  'incidents-cluster-surely': {
    unit: 'probability by chance',
    atMost: 0.05,
    source: sources.knox,
  },
  'missing-rate': {
    unit: 'share of readings',
    atLeast: 0.02,
    atMost: 0.22,
    source: sources.loopQuality,
  },
  'missing-in-bursts': {
    unit: 'mean length of a gap to that of independent gaps',
    atLeast: 3,
    source: sources.loopQuality,
  },
  'missing-for-hours': {
    unit: 'share of missing readings in gaps of 2 h or more',
    atLeast: 0.5,
    source: sources.loopQuality,
  },
  'missing-by-cabinet': {
    unit: 'correlation within cabinets less that between them',
    atLeast: 0.2,
    source: sources.loopHealth,
  },
  'stuck-values': {
    unit: 'share of readings received',
    atLeast: 0.0005,
    atMost: 0.05,
    source: sources.loopQuality,
  },
} as const satisfies Readonly<Record<string, Threshold>>;

/** The name of a check. */
export type CheckName = keyof typeof thresholds;

/** All checks, in the order in which they are told. */
export const checkNames: readonly CheckName[] = Object.keys(thresholds).filter(isCheckName);

function isCheckName(name: string): name is CheckName {
  return name in thresholds;
}
