import { expect, test } from 'vitest';
import { stateOf } from '../../../renderer/state/frame-columns.ts';
import { fakeNow } from '../fake/engine.ts';
import { connect, openConsole, until } from './console.ts';
import { FakeEngine } from '../fake/engine.ts';

const minute = 60_000;

test('fills a row per place at now, missing as NaN and never 0', async () => {
  const { frames, places } = await openConsole({ places: 50 });
  expect(frames.facts).toMatchObject({ targetAt: fakeNow, mode: 'live', unit: 'mph' });
  expect(frames.columns.values).toHaveLength(50);
  expect(frames.columns.values[7]).toBeNaN();
  expect(stateOf(frames.columns, 7)).toBe('missing');
  expect(stateOf(frames.columns, 8)).toBe('measured');
  expect(frames.columns.values[places.rowOf(9)]).toBeGreaterThan(3);
});

test('asks for differences only, and keeps what did not change', async () => {
  const { frames, view, engine } = await openConsole({ places: 50 });
  const before = engine.counts.rows;
  view.moveTo(fakeNow + 30 * minute);
  await until(() => frames.facts?.mode === 'forecast');
  expect(engine.counts.rows - before).toBeLessThan(100);
  expect(stateOf(frames.columns, 8)).toBe('forecast');
  expect(frames.columns.lowers[8]).toBeLessThan(frames.columns.values[8] ?? 0);
  view.set({ targetAt: null });
  await until(() => frames.facts?.mode === 'live');
  expect(frames.columns.lowers[8]).toBeNaN();
});

test('gives up steps instead of queueing them when the engine is slow', async () => {
  const { frames, view, engine } = await openConsole({ places: 20, delay: 400 });
  const before = engine.counts.frames;
  for (let step = 1; step <= 12; step += 1) {
    view.moveTo(fakeNow + step * 5 * minute);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await until(() => frames.facts?.targetAt === fakeNow + 60 * minute && !frames.isBehind);
  expect(engine.counts.frames - before).toBeLessThan(6);
});

test('asks a new engine for everything', async () => {
  const state = await openConsole({ places: 20 });
  state.view.moveTo(fakeNow + 10 * minute);
  await until(() => state.frames.facts?.mode === 'forecast');
  const successor = new FakeEngine({ places: 20 });
  connect(state, successor);
  await until(() => successor.counts.rows >= 20);
  await until(() => state.frames.facts?.targetAt === fakeNow + 10 * minute && !state.frames.isBehind);
  expect(stateOf(state.frames.columns, 8)).toBe('forecast');
});

test('of a page that is fixed to a data cut-off are seen from there, not from the now of others', async () => {
  const { view, frames } = await openConsole({ places: 20 });
  const at = fakeNow - 120 * minute;
  view.fix({ ...view.current, now: { kind: 'as-of', at }, targetAt: at + 30 * minute });
  await until(() => frames.facts?.targetAt === at + 30 * minute);
  expect(frames.facts).toMatchObject({ asOf: at, mode: 'forecast' });
  expect(stateOf(frames.columns, 8)).toBe('forecast');
});

test('keeps the last frame and tells the error when one cannot be had', async () => {
  const state = await openConsole({ places: 20 });
  const shown = state.frames.columns.values[3];
  connect(state, new FakeEngine({ places: 20, failures: { 'frame.get': 'forecast-no-data' } }));
  state.view.moveTo(fakeNow + 10 * minute);
  await until(() => state.frames.error !== null);
  expect(state.frames.error?.code).toBe('forecast-no-data');
  expect(shown).toBeGreaterThan(0);
});
