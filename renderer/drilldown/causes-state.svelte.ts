import { connection } from '../state/connection.svelte.ts';
import { view } from '../state/view.svelte.ts';
import { AskedAtRest } from './asked-at-rest.svelte.ts';

const restMilliseconds = 150;

/** What the departure of the selected place is associated with. */
export const causes = new AskedAtRest(view, restMilliseconds, (asked, signal) =>
  connection.call('drilldown.causes', asked, { signal }),
).againOn(connection, ['run.finished', 'source.added', 'source.removed']);
