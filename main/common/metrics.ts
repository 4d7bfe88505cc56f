/** What a reading measures. Adding a metric is one entry here. Bounds are in the metric's reference unit. */
export interface Metric {
  readonly id: string;
  readonly topic: Topic;
  /** How a reading stands for its interval: the mean over it, the sum over it, or the value at its start. */
  readonly kind: 'mean' | 'sum' | 'instant';
  readonly units: readonly [Unit, ...Unit[]];
  /** Readings outside are flagged as absurd, in the reference unit (`units[0]`). */
  readonly plausible: readonly [lowest: number, highest: number];
  readonly negativeMakesSense: boolean;
}

export const topics = ['traffic', 'energy', 'safety'] as const;
export type Topic = (typeof topics)[number];

/** Which deviation from usual is the one to notice: a speed below it, a load above it. */
export const noticedSide: Readonly<Record<Topic, 'below' | 'above'>> = {
  traffic: 'below',
  energy: 'above',
  safety: 'above',
};

/**
 * Whether a place is shown among those of a topic: what is measured there belongs to it, or nothing is.
 * @param measured the topics of what is measured there: the n-th bit for the n-th topic
 */
export function isMeasured(measured: number, topic: Topic): boolean {
  return measured === 0 || (measured & topicBit(topic)) !== 0;
}

/** The bit of a topic in what is measured at a place. */
export function topicBit(topic: Topic): number {
  return 1 << topics.indexOf(topic);
}

export const units = ['km/h', 'mph', 'm/s', 'veh/h', '%', 'kW', 'MW'] as const;
export type Unit = (typeof units)[number];

/** How many reference units one of each unit is. */
const inReference: Readonly<Record<Unit, number>> = {
  'km/h': 1,
  mph: 1.609344,
  'm/s': 3.6,
  'veh/h': 1,
  '%': 1,
  kW: 1,
  MW: 1000,
};

export const metrics = {
  speed: {
    id: 'speed',
    topic: 'traffic',
    kind: 'mean',
    units: ['km/h', 'mph', 'm/s'],
    plausible: [0, 250],
    negativeMakesSense: false,
  },
  flow: {
    id: 'flow',
    topic: 'traffic',
    kind: 'mean',
    units: ['veh/h'],
    plausible: [0, 20_000],
    negativeMakesSense: false,
  },
  occupancy: {
    id: 'occupancy',
    topic: 'traffic',
    kind: 'mean',
    units: ['%'],
    plausible: [0, 100],
    negativeMakesSense: false,
  },
  load: {
    id: 'load',
    topic: 'energy',
    kind: 'mean',
    units: ['kW', 'MW'],
    plausible: [-5_000_000, 5_000_000],
    negativeMakesSense: true,
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricId = keyof typeof metrics;
export const metricIds = Object.keys(metrics) as [MetricId, ...MetricId[]];

/** Converts between two units of one metric, e.g. mph to km/h. */
export function convert(value: number, from: Unit, to: Unit): number {
  return from === to ? value : (value * inReference[from]) / inReference[to];
}

export const unitSystems = ['as-data', 'metric', 'imperial'] as const;
export type UnitSystem = (typeof unitSystems)[number];

/** The unit in which a workspace shows values that are stored in `stored`. */
export function displayUnit(stored: Unit, system: UnitSystem): Unit {
  const isSpeed = stored === 'km/h' || stored === 'mph' || stored === 'm/s';
  if (system === 'as-data' || !isSpeed) return stored;
  return system === 'metric' ? 'km/h' : 'mph';
}
