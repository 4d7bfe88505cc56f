import type { Component } from 'svelte';
import type { LayerId } from '../../../main/common/layers.ts';
import type { LayerView } from '../../../main/common/view.ts';
import Completeness from './Completeness.svelte';
import Deviation from './Deviation.svelte';
import ExpectedIncidents from './ExpectedIncidents.svelte';
import Overload from './Overload.svelte';
import Value from './Value.svelte';

/** What draws each layer. */
export const layerComponents: Readonly<Record<LayerId, Component<{ layer: LayerView }>>> = {
  'speed-deviation': Deviation,
  speed: Value,
  'sensor-health': Completeness,
  overload: Overload,
  'load-deviation': Deviation,
  load: Value,
  'expected-incidents': ExpectedIncidents,
};
