import { alikeIn } from '../../main/common/alike-words.ts';
import { connection } from '../state/connection.svelte.ts';
import { view } from '../state/view.svelte.ts';
import { DrawnAtRest } from './drawn-at-rest.svelte.ts';

/** The search reads weeks of data. */
const restMilliseconds = 250;

/** What happened when it was like this before, at the selected place; drawn as what followed then, over the forecast. */
export const alikes = new DrawnAtRest(
  view,
  restMilliseconds,
  (asked, signal) => connection.call('drilldown.alike', asked, { signal }),
  alikeIn,
).againOn(connection, ['run.finished', 'actions.changed', 'source.removed']);
