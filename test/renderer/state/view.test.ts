import { expect, test } from 'vitest';
import { defaultView } from '../../../main/common/view.ts';
import { FakeEngine, fakeNow } from '../fake/engine.ts';
import { connect, consoleState, openConsole, until } from './console.ts';

test('shows a change at once and leaves it with the engine', async () => {
  const { view, engine } = await openConsole({ places: 5 });
  view.set({ theme: 'light' });
  expect(view.current.theme).toBe('light');
  await until(() => engine.view.theme === 'light');
});

test('merges what changes while an answer is awaited, so that the last word wins', async () => {
  const { view, engine } = await openConsole({ places: 5, delay: 20 });
  view.set({ theme: 'light' });
  view.set({ theme: 'low-light', language: 'zh-CN' });
  view.set({ units: 'metric' });
  await until(() => engine.view.units === 'metric');
  expect(engine.view).toMatchObject({ theme: 'low-light', language: 'zh-CN' });
  expect(view.current).toMatchObject({ theme: 'low-light', language: 'zh-CN', units: 'metric' });
});

test('follows what another window changed', async () => {
  const { view, engine } = await openConsole({ places: 5 });
  engine.server.emit('view.changed', { view: { ...engine.view, selection: 3 }, clock: view.clock });
  await until(() => view.current.selection === 3);
});

test('holds the target time between the first reading and two days past now', async () => {
  const { view } = await openConsole({ places: 5 });
  view.moveTo(0);
  expect(view.targetAt).toBe(view.clock.dataFrom);
  view.moveTo(Number.MAX_SAFE_INTEGER);
  expect(view.targetAt).toBe(fakeNow + 2 * 86_400_000);
  view.moveTo(fakeNow);
  expect(view.current.targetAt).toBeNull();
});

test('knows an empty workspace', async () => {
  const state = consoleState();
  connect(state, new FakeEngine({ places: 0 }));
  expect(state.view.isEmpty).toBe(false);
  await until(() => state.view.isKnown);
  expect(state.view.isEmpty).toBe(true);
  expect(state.view.targetAt).toBeNull();
});

test('keeps to one view when it is fixed, and changes nobody else', async () => {
  const { view, engine, connection } = await openConsole({ places: 5 });
  view.fix({ ...defaultView, theme: 'light', targetAt: fakeNow - 3_600_000 });
  engine.server.emit('view.changed', { view: { ...engine.view, theme: 'low-light' }, clock: view.clock });
  await connection.call('workspace.info', {});
  expect(view.current.theme).toBe('light');
  view.set({ selection: 2 });
  await connection.call('workspace.info', {});
  expect(engine.view.selection).toBeNull();
});

test('gives the successor of a dead engine its selection, its target time and what was changed meanwhile', async () => {
  const state = await openConsole({ places: 5 });
  state.view.select(3);
  state.view.moveTo(fakeNow - 3_600_000);
  await until(() => state.engine.view.targetAt === fakeNow - 3_600_000);
  state.connection.engineIs({ state: 'restarting', restarts: 1, error: null });
  state.view.set({ theme: 'light' });
  const successor = new FakeEngine({ places: 5 });
  connect(state, successor);
  successor.server.emit('view.changed', { view: successor.view, clock: state.view.clock });
  await until(() => successor.view.selection === 3);
  expect(successor.view).toMatchObject({ targetAt: fakeNow - 3_600_000, theme: 'light' });
  expect(state.view.current).toMatchObject({
    selection: 3,
    targetAt: fakeNow - 3_600_000,
    theme: 'light',
  });
});

test('takes nothing of one workspace over to another', async () => {
  const state = await openConsole({ places: 5, workspace: 'one' });
  state.connection.workspace = 'one';
  state.view.select(3);
  await until(() => state.engine.view.selection === 3);
  state.connection.engineIs({ state: 'restarting', restarts: 0, error: null });
  state.view.set({ theme: 'light' });
  const other = new FakeEngine({ places: 5, workspace: 'other' });
  connect(state, other);
  await until(() => state.view.current.selection === null);
  expect(state.view.current.theme).toBe('dark');
  state.view.set({ units: 'metric' });
  await until(() => other.view.units === 'metric');
  expect(other.view).toMatchObject({ selection: null, theme: 'dark' });
});
