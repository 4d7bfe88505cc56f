import { expect, test } from 'vitest';
import { fakeNow } from '../fake/engine.ts';
import { openConsole, until } from './console.ts';

const step = 300_000;

test('steps by the step of the data and returns to now', async () => {
  const { view, playback } = await openConsole({ places: 5 });
  playback.stepBy(3);
  expect(view.targetAt).toBe(fakeNow + 3 * step);
  playback.stepBy(-4);
  expect(view.targetAt).toBe(fakeNow - step);
  playback.toNow();
  expect(view.current.targetAt).toBeNull();
});

test('plays to the horizon and stops there', async () => {
  const { view, playback } = await openConsole({ places: 5 });
  view.moveTo(fakeNow + 10 * step);
  playback.speed = 8;
  playback.toggle();
  expect(playback.isPlaying).toBe(true);
  await until(() => !playback.isPlaying);
  expect(view.targetAt).toBe(view.clock.horizonTo);
});

test('waits for the frame of a step before it takes the next', async () => {
  const { view, frames, playback } = await openConsole({ places: 5, delay: 400 });
  view.moveTo(fakeNow - 50 * step);
  await until(() => frames.facts?.targetAt === fakeNow - 50 * step && !frames.isBehind);
  playback.speed = 8;
  playback.toggle();
  let ahead = 0;
  await until(() => {
    ahead = Math.max(ahead, (view.targetAt ?? 0) - (frames.facts?.targetAt ?? 0));
    return (view.targetAt ?? 0) >= fakeNow - 47 * step;
  });
  playback.pause();
  expect(ahead).toBe(step);
});
