import type { ActionRecord } from '../common/contract/messages/actions.ts';
import type { Wording } from '../common/wording.ts';
import { alignedTable } from './terminal.ts';

/** UTC, to the minute. */
export function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/** Actions as a table; of one that was taken back, by whom and why. */
export function actionLines(actions: readonly ActionRecord[], wording: Wording): string[] {
  if (actions.length === 0) return [wording.say('cli.actions-none')];
  const columns = ['action', 'id', 'place', 'from', 'until', 'by', 'note'];
  return alignedTable([
    columns.map((name) => wording.say(`cli.column.${name}`)),
    ...actions.map(({ id, kind, placeKey, from, until, loggedBy, note, takenBack }) => [
      wording.say(`actions.kind.${kind}`),
      String(id),
      placeKey,
      timeText(from),
      until === null ? wording.say('cli.action-open') : timeText(until),
      loggedBy,
      takenBack === null
        ? note
        : wording.say('cli.action-back-because', { by: takenBack.by, reason: takenBack.reason }),
    ]),
  ]);
}
