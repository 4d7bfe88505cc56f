import { describe, expect, test } from 'vitest';
import type { ActionRow } from '../../../../main/common/rows/actions.ts';
import {
  actionsKey,
  isTouched,
  touchedSpans,
  touchingActions,
} from '../../../../main/forecast/actions/touched.ts';
import { minute, sampleAction, sampleScene, start } from './scene.ts';

const takenBack = { at: 0, by: 'lead', reason: 'wrong street' };

/** Spans of forecasts as `series from–to`, in minutes. */
function spans(...actions: ActionRow[]): string[] {
  return touchedSpans(sampleScene(actions), 'forecast')
    .map(({ series, from, to }) => `${series} ${(from - start) / minute}–${(to - start) / minute}`)
    .toSorted();
}

describe('an action touches', () => {
  test('its place and those one link away, in either direction, and no others', () => {
    expect(spans(sampleAction(2, 60, 90))).toEqual(['10 60–150', '11 60–150', '12 60–150', '14 60–150']);
    expect(spans(sampleAction(3, 60, 90))).toEqual(['11 60–150', '12 60–150']);
    expect(spans(sampleAction(4, 60, 90))).toEqual(['13 60–150']);
  });

  test('forecasts until its end and a horizon more, truth until its end alone', () => {
    const scene = sampleScene([sampleAction(4, 60, 90)]);
    expect(touchedSpans(scene, 'truth')).toEqual([
      { series: 13, from: start + 60 * minute, to: start + 90 * minute },
    ]);
    const [forecasts, truths] = [isTouched(scene, 'forecast'), isTouched(scene, 'truth')];
    const at = (minutes: number): number => start + minutes * minute;
    expect([50, 56, 60, 145, 150].map((minutes) => forecasts(3, at(minutes)))).toEqual([
      ...[false, true, true, true, false],
    ]);
    expect([85, 90].map((minutes) => truths(3, at(minutes)))).toEqual([true, false]);
    expect(truths(0, at(60))).toBe(false);
  });

  test('everything from its start on while it is open', () => {
    expect(touchedSpans(sampleScene([sampleAction(4, 60, null)]), 'forecast')).toEqual([
      { series: 13, from: start + 60 * minute, to: Infinity },
    ]);
  });

  test('nothing once it is taken back, nor while no source names its place', () => {
    expect(spans(sampleAction(2, 60, 90, { takenBack }))).toEqual([]);
    expect(spans(sampleAction(2, 60, 90, { placeId: null }))).toEqual([]);
  });

  test('the same time once, where several overlap', () => {
    const overlapping = [sampleAction(4, 80, 95), sampleAction(4, 60, 90), sampleAction(4, 300, 310)];
    expect(spans(...overlapping)).toEqual(['13 300–370', '13 60–155']);
  });

  test('a forecast of the step it was logged in, even if it was ended in the same moment', () => {
    expect(spans(sampleAction(4, 60, 60))).toEqual(['13 60–120']);
    expect(touchedSpans(sampleScene([sampleAction(4, 60, 60)]), 'truth')).toEqual([]);
  });
});

test('the actions that touch a series between two instants are told, each once', () => {
  const scene = sampleScene([
    sampleAction(2, 60, 90, { actionId: 1 }),
    sampleAction(3, 70, 80, { actionId: 2 }),
    sampleAction(4, 60, 90, { actionId: 3 }),
    sampleAction(2, 60, 90, { actionId: 4, takenBack }),
  ]);
  const told = (series: readonly number[] | null, from: number, to: number): number[] =>
    touchingActions(scene, series, start + from * minute, start + to * minute).map(
      ({ actionId }) => actionId,
    );
  expect(told(null, 0, 1440)).toEqual([1, 2, 3]);
  expect(told([10], 0, 1440)).toEqual([1]);
  expect(told([12], 0, 1440)).toEqual([1, 2]);
  expect(told(null, 140, 150)).toEqual([1, 3]);
  expect(told(null, 150, 1440)).toEqual([]);
  expect(told(null, 0, 60)).toEqual([]);
});

test('the log is told from another by what counts of it', () => {
  const key = (...actions: ActionRow[]): string => actionsKey({ actions });
  const one = sampleAction(2, 60, 90);
  expect(key()).toBe('');
  expect(key({ ...one, takenBack })).toBe('');
  expect(key({ ...one, note: 'west ramp' })).toBe(key(one));
  expect(key({ ...one, until: null })).not.toBe(key(one));
});
