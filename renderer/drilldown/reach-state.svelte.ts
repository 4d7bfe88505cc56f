import { reachIn } from '../../main/common/reach-words.ts';
import { connection } from '../state/connection.svelte.ts';
import { view } from '../state/view.svelte.ts';
import { DrawnAtRest } from './drawn-at-rest.svelte.ts';

/** It runs the model once more: later than what is read first. */
const restMilliseconds = 300;

/** Which places push the forecast of the selected place, and whose forecasts it pushes; drawn on the map. */
export const reaches = new DrawnAtRest(
  view,
  restMilliseconds,
  (asked, signal) => connection.call('drilldown.reach', asked, { signal }),
  reachIn,
).againOn(connection, ['run.finished', 'source.removed']);
