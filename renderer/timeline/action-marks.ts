import type { ActionRecord } from '../../main/common/contract/messages/actions.ts';

/** The timeline in px. */
export interface TimeAxis {
  readonly x: (at: number) => number;
  readonly left: number;
  readonly right: number;
}

/** An action on the timeline. */
export interface ActionMark {
  readonly id: number;
  /** px */
  readonly left: number;
  readonly right: number;
  /** Whether it still lasts. */
  readonly runs: boolean;
}

/** A mark narrower than this is not seen, px. */
const narrowest = 3;

/**
 * Actions as bars on a timeline: those of the selected place, or all where none is selected. One without end reaches to now.
 * @param selection place id
 */
export function actionMarks(
  actions: readonly ActionRecord[],
  selection: number | null,
  now: number,
  { x, left, right }: TimeAxis,
): ActionMark[] {
  return actions
    .filter(({ place, from }) => (selection === null || place === selection) && from <= now)
    .map(({ id, from, until }) => {
      const start = x(from);
      const end = Math.max(x(until ?? now), start + narrowest);
      const runs = until === null || until > now;
      return { id, left: Math.max(start, left), right: Math.min(end, right), runs };
    })
    .filter((mark) => mark.right > mark.left);
}
