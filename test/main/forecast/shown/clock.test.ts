import { describe, expect, test } from 'vitest';
import type { Topic } from '../../../../main/common/metrics.ts';
import type { Now } from '../../../../main/common/view.ts';
import { alignedDown, clockOf } from '../../../../main/forecast/shown/clock.ts';
import type { Scene } from '../../../../main/forecast/scene.ts';

const minute = 60_000;
const from = Date.UTC(2024, 0, 1, 0, 2);
const to = from + 600 * minute;

/** Five-minute data whose intervals start two minutes past the full five. */
const scene: Scene = {
  metric: 'speed',
  topic: 'traffic',
  unit: 'km/h',
  span: { from, to, stepSeconds: 300 },
  series: [],
  placeIds: new Int32Array(),
  placeNames: [],
  sums: [],
  districts: [],
  attributes: [],
  linkSet: null,
  links: {
    type: 'adjacency',
    offsets: new Uint32Array(1),
    targets: new Uint32Array(),
    weights: new Float32Array(),
  },
  setting: { topic: 'traffic', stepSeconds: 300, horizonSteps: 12 },
  actions: [],
  zone: 'UTC',
  sources: [],
  structure: '',
  dataHash: '',
};
const wall = to + 7 * minute;
const clock = (now: Now, targetAt: number | null = null) =>
  clockOf([scene], { now, targetAt, topic: null }, wall);

describe('now', () => {
  test('is the clock on the wall, the end of the data, or a chosen instant', () => {
    expect(clock({ kind: 'live' }).now).toBe(wall);
    expect(clock({ kind: 'end-of-data' }).now).toBe(to);
    expect(clock({ kind: 'as-of', at: to - 90 * minute }).now).toBe(to - 90 * minute);
  });

  test('is where the data of the topic end that was measured last, with the step of the topic that leads', () => {
    const loads = {
      ...scene,
      topic: 'energy' as const,
      span: { from: to - 540 * minute, to: to - 30 * minute, stepSeconds: 3600 },
    };
    const both = (topic: Topic | null) =>
      clockOf([scene, loads], { now: { kind: 'end-of-data' }, targetAt: null, topic }, wall);
    expect(both(null)).toMatchObject({
      now: to,
      topic: 'traffic',
      topics: ['traffic', 'energy'],
      stepSeconds: 300,
    });
    expect(both('energy')).toMatchObject({ now: to, topic: 'energy', stepSeconds: 3600, dataTo: to });
    expect(both('energy').dataFrom).toBe(Math.min(scene.span.from, loads.span.from));
    expect(both('safety').topic).toBe('traffic');
  });

  test('is nothing without data, but for the clock on the wall', () => {
    expect(clockOf([], { now: { kind: 'end-of-data' }, targetAt: 5, topic: null }, wall)).toMatchObject({
      now: null,
      targetAt: null,
      mode: 'empty',
    });
    expect(clockOf([], { now: { kind: 'live' }, targetAt: null, topic: null }, wall)).toMatchObject({
      now: wall,
      mode: 'empty',
    });
  });

  test('is followed by the target unless one is chosen', () => {
    expect(clock({ kind: 'live' }).targetAt).toBe(wall);
    expect(clock({ kind: 'live' }, to - minute).targetAt).toBe(to - minute);
  });
});

test('the mode is live at the present alone, forecast ahead of now, replay for everything else', () => {
  expect(clock({ kind: 'live' }).mode).toBe('live');
  expect(clock({ kind: 'live' }, wall + 1).mode).toBe('forecast');
  expect(clock({ kind: 'live' }, wall - 1).mode).toBe('replay');
  // Old files are shown as what they are, also at their own end.
  expect(clock({ kind: 'end-of-data' }).mode).toBe('replay');
  expect(clock({ kind: 'end-of-data' }, to + 5 * minute).mode).toBe('forecast');
  expect(clock({ kind: 'as-of', at: to - 60 * minute }, to).mode).toBe('forecast');
});

test('the horizon counts from the last interval that has ended', () => {
  expect(clock({ kind: 'live' }).horizonTo).toBe(to + 5 * minute + 60 * minute);
  expect(clock({ kind: 'end-of-data' }).horizonTo).toBe(to + 60 * minute);
});

test('instants are taken down to the end of an interval of the data, before its start too', () => {
  expect(alignedDown(to, scene)).toBe(to);
  expect(alignedDown(to + 4.9 * minute, scene)).toBe(to);
  expect(alignedDown(to + 5 * minute, scene)).toBe(to + 5 * minute);
  expect(alignedDown(from - minute, scene)).toBe(from - 5 * minute);
});
