import type { Topic } from './metrics.ts';

/**
 * What the class breaks of a layer count: percent of usual, the series' own unit, a share of 1, the probability of an overload, or a probability that
 * is told as 1 in N.
 */
export type BreakMeaning = 'percent-of-usual' | 'value' | 'share' | 'probability' | 'chance';

/** A way to colour the places of a topic, by the same name on the screen and in the report. Adding one is an entry here and its component. */
export interface Layer {
  readonly topic: Topic;
  /** The key that shows it. */
  readonly key: string;
  readonly breaks: BreakMeaning;
  /** Which values are the ones to notice: they get the strong end of the ramp. */
  readonly strong: 'low' | 'high';
  readonly ramp: string;
  /** As on a first start: its breaks, in display-independent numbers, and whether it is on. */
  readonly initial: { readonly breaks: readonly number[]; readonly visible: boolean };
}

/** Layers of one topic show the same places, so one of them is on at a time. */
export const layers = {
  'speed-deviation': {
    topic: 'traffic',
    key: '1',
    breaks: 'percent-of-usual',
    strong: 'low',
    ramp: 'deviation',
    initial: { breaks: [-60, -40, -20, -10], visible: true },
  },
  speed: {
    topic: 'traffic',
    key: '2',
    breaks: 'value',
    strong: 'low',
    ramp: 'speed',
    initial: { breaks: [20, 40, 60, 80], visible: false },
  },
  'sensor-health': {
    topic: 'traffic',
    key: '3',
    breaks: 'share',
    strong: 'low',
    ramp: 'health',
    initial: { breaks: [0.8, 0.95], visible: false },
  },
  overload: {
    topic: 'energy',
    key: '4',
    breaks: 'probability',
    strong: 'high',
    ramp: 'overload',
    initial: { breaks: [0.02, 0.1, 0.3, 0.6], visible: false },
  },
  'load-deviation': {
    topic: 'energy',
    key: '5',
    breaks: 'percent-of-usual',
    strong: 'high',
    ramp: 'load-deviation',
    initial: { breaks: [5, 10, 20, 40], visible: true },
  },
  load: {
    topic: 'energy',
    key: '6',
    breaks: 'value',
    strong: 'high',
    ramp: 'load',
    initial: { breaks: [2000, 5000, 10_000, 20_000], visible: false },
  },
  'expected-incidents': {
    topic: 'safety',
    key: '7',
    breaks: 'chance',
    strong: 'high',
    ramp: 'incidents',
    initial: { breaks: [0.01, 0.02, 0.05, 0.1, 0.2], visible: false },
  },
} as const satisfies Readonly<Record<string, Layer>>;

export type LayerId = keyof typeof layers;
export const layerIds = Object.keys(layers) as [LayerId, ...LayerId[]];

/** What is said of a layer, whichever it is. */
export function layerOf(id: LayerId): Layer {
  return layers[id];
}

/** Whether a layer's breaks are parts of 1 that people read as percent. */
export function countsPercent(id: LayerId): boolean {
  const { breaks } = layerOf(id);
  return breaks === 'share' || breaks === 'probability';
}
