import type { Component } from 'svelte';
import type { Topic } from '../../../main/common/metrics.ts';
import type { LayerId, LayerView } from '../../../main/common/view.ts';
import SensorHealth from './SensorHealth.svelte';
import Speed from './Speed.svelte';
import SpeedDeviation from './SpeedDeviation.svelte';

/** What the class breaks of a layer count: percent of usual, the series' own unit, or a share of 1. */
export type BreakMeaning = 'percent-of-usual' | 'value' | 'share';

export interface LayerDefinition {
  readonly topic: Topic;
  /** The key that shows it. */
  readonly key: string;
  readonly breaks: BreakMeaning;
  readonly component: Component<{ layer: LayerView }>;
}

/** Every layer the map can draw. Layers of one topic show the same places, so one of them is on at a time. */
export const layerDefinitions: Readonly<Record<LayerId, LayerDefinition>> = {
  'speed-deviation': { topic: 'traffic', key: '1', breaks: 'percent-of-usual', component: SpeedDeviation },
  speed: { topic: 'traffic', key: '2', breaks: 'value', component: Speed },
  'sensor-health': { topic: 'traffic', key: '3', breaks: 'share', component: SensorHealth },
};
