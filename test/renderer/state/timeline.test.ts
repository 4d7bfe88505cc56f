import { expect, test } from 'vitest';
import { fakeNow } from '../fake/engine.ts';
import { openConsole, until, type ConsoleState } from './console.ts';

const hour = 3_600_000;

/** Where now stands in the window: 0 at its left end, 1 at its right. */
const shareOfNow = ({ timeline }: ConsoleState): number =>
  (fakeNow - (timeline.from ?? 0)) / ((timeline.to ?? 0) - (timeline.from ?? 0));

test('opens with most of the window before now', async () => {
  const state = await openConsole({ places: 5 });
  await until(() => state.timeline.answer !== null);
  expect(shareOfNow(state)).toBeCloseTo(0.72, 6);
  expect(state.timeline.isAroundNow).toBe(true);
});

test('stands still while the target moves inside it, and follows it when it leaves', async () => {
  const state = await openConsole({ places: 5 });
  await until(() => state.timeline.from !== null);
  const { from } = state.timeline;
  state.view.moveTo(fakeNow - 8 * hour);
  await until(() => state.frames.facts?.targetAt === fakeNow - 8 * hour);
  expect(state.timeline.from).toBe(from);
  state.view.moveTo(fakeNow - 20 * hour);
  await until(() => state.timeline.from === fakeNow - 26 * hour);
});

test('comes back with now, from the left end and from elsewhere', async () => {
  const state = await openConsole({ places: 5 });
  for (const away of [-40, 20, 5.5]) {
    state.view.moveTo(fakeNow + away * hour);
    await until(() => Math.abs((state.timeline.from ?? 0) + 6 * hour - fakeNow - away * hour) < 1);
    state.playback.toNow();
    await until(() => state.view.targetAt === fakeNow);
    expect(shareOfNow(state)).toBeCloseTo(0.72, 6);
  }
});

test('that reaches now step by step stays, and can still be brought back', async () => {
  const state = await openConsole({ places: 5 });
  state.view.moveTo(fakeNow + 5.5 * hour);
  await until(() => state.timeline.from === fakeNow - 0.5 * hour);
  state.view.moveTo(fakeNow);
  await until(() => state.frames.facts?.mode === 'live');
  expect(state.timeline.from).toBe(fakeNow - 0.5 * hour);
  expect(state.timeline.isAroundNow).toBe(false);
  state.playback.toNow();
  expect(shareOfNow(state)).toBeCloseTo(0.72, 6);
  expect(state.timeline.isAroundNow).toBe(true);
});
