import { expect, test } from 'vitest';
import type { ActionRecord } from '../../../main/common/contract/messages/actions.ts';
import { actionMarks } from '../../../renderer/timeline/action-marks.ts';

/** One px an instant, shown from 100 to 200. */
const axis = { x: (at: number): number => at, left: 100, right: 200 };

const action = (id: number, place: number, from: number, until: number | null): ActionRecord => ({
  ...{ id, place, from, until, placeKey: '', placeName: '', kind: 'other', note: '' },
  ...{ loggedAt: 0, loggedBy: '', endedBy: null, takenBack: null },
});

test('actions are bars from their start to their end, an open one to now, cut to what is shown', () => {
  const all = [action(1, 7, 120, 140), action(2, 7, 90, 110), action(3, 7, 170, null)];
  expect(actionMarks(all, null, 180, axis)).toEqual([
    { id: 1, left: 120, right: 140, runs: false },
    { id: 2, left: 100, right: 110, runs: false },
    { id: 3, left: 170, right: 180, runs: true },
  ]);
});

test('one that has just begun is seen, one outside of what is shown or ahead of now is not', () => {
  expect(actionMarks([action(1, 7, 150, 150)], null, 180, axis)).toEqual([
    { id: 1, left: 150, right: 153, runs: false },
  ]);
  expect(actionMarks([action(1, 7, 20, 60), action(2, 7, 190, null)], null, 180, axis)).toEqual([]);
});

test('with a place selected, those of other places are left away', () => {
  const all = [action(1, 7, 120, 140), action(2, 8, 120, 140)];
  expect(actionMarks(all, 8, 180, axis).map(({ id }) => id)).toEqual([2]);
});
