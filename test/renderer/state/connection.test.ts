import { afterEach, expect, test, vi } from 'vitest';
import { MetropoleError } from '../../../main/common/errors.ts';
import { heartbeatLimit } from '../../../renderer/state/connection.svelte.ts';
import { FakeEngine } from '../fake/engine.ts';
import { connect, consoleState, until } from './console.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('counts heartbeats and notices when they stop', async () => {
  const state = consoleState();
  const engine = new FakeEngine({ places: 3 });
  expect(state.connection.state).toBe('connecting');
  connect(state, engine);
  engine.beat();
  await until(() => state.connection.beats === 1);
  state.connection.check();
  expect(state.connection.state).toBe('connected');
  const later = performance.now() + heartbeatLimit + 1000;
  vi.spyOn(performance, 'now').mockReturnValue(later);
  state.connection.check();
  expect(state.connection.state).toBe('silent');
  expect(state.connection.isLost).toBe(true);
  expect(state.connection.silentSeconds).toBeGreaterThanOrEqual(4);
});

test('fails what is on its way when the engine dies, and takes up events again with the next one', async () => {
  const state = consoleState();
  const heard: number[] = [];
  state.connection.on('heartbeat', ({ at }) => heard.push(at));
  connect(state, new FakeEngine({ places: 3, delay: 500 }));
  const call = state.connection.call('compute.status', {});
  state.connection.engineIs({ state: 'restarting', restarts: 1, error: null });
  await expect(call).rejects.toMatchObject({ code: 'engine-died' });
  expect(state.connection.state).toBe('lost');
  await expect(state.connection.call('compute.status', {})).rejects.toBeInstanceOf(MetropoleError);

  const successor = new FakeEngine({ places: 3 });
  connect(state, successor);
  state.connection.engineIs({ state: 'running', restarts: 1, error: null });
  successor.beat();
  await until(() => heard.length === 1);
  expect(state.connection.isLost).toBe(false);
});

test('says when the engine could not be started again', () => {
  const state = consoleState();
  connect(state, new FakeEngine({ places: 3 }));
  state.connection.engineIs({ state: 'failed', restarts: 5, error: null });
  expect(state.connection.state).toBe('failed');
});
