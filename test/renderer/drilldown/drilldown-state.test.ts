import { expect, test } from 'vitest';
import { DrilldownState } from '../../../renderer/drilldown/drilldown-state.svelte.ts';
import { FakeEngine } from '../fake/engine.ts';
import { connect, openConsole, until } from '../state/console.ts';

test('asks the successor of a dead engine about the place that is still selected', async () => {
  const state = await openConsole({ places: 20 });
  const drilldowns = new DrilldownState(state.connection, state.view);
  state.view.select(4);
  await until(() => drilldowns.current?.place.id === 4);
  state.connection.engineIs({ state: 'restarting', restarts: 1, error: null });
  connect(state, new FakeEngine({ places: 20, failures: { 'drilldown.get': 'forecast-no-data' } }));
  await until(() => drilldowns.error?.code === 'forecast-no-data');
  expect(drilldowns.current?.place.id).toBe(4);
});

test('asks again when the work in the background ends, which may have judged a network', async () => {
  const state = await openConsole({ places: 20 });
  const drilldowns = new DrilldownState(state.connection, state.view);
  state.view.select(4);
  await until(() => drilldowns.current !== null);
  const before = drilldowns.current;
  state.engine.server.emit('work.progress', { work: 'prepare', progress: null, error: null });
  await until(() => drilldowns.current !== before);
});

test('says that what is here is of another target, until the wanted one has come', async () => {
  const state = await openConsole({ places: 20, delay: 20 });
  const drilldowns = new DrilldownState(state.connection, state.view);
  state.view.select(4);
  await until(() => drilldowns.current !== null);
  await until(() => !drilldowns.isBehind);
  const before = drilldowns.current;
  state.view.moveTo((state.view.targetAt ?? 0) + 900_000);
  await until(() => drilldowns.isBehind);
  expect(drilldowns.current).toBe(before);
  await until(() => !drilldowns.isBehind);
  expect(drilldowns.current).not.toBe(before);
});

test('cancels what is on its way for a place that is no longer selected', async () => {
  const state = await openConsole({ places: 20, delay: 50 });
  const drilldowns = new DrilldownState(state.connection, state.view);
  const signals: (AbortSignal | undefined)[] = [];
  const call = state.connection.call.bind(state.connection);
  state.connection.call = async (name, body, options) => {
    if (name === 'drilldown.get') signals.push(options?.signal);
    return await call(name, body, options);
  };
  state.view.select(4);
  await until(() => signals.length === 1);
  state.view.select(5);
  await until(() => drilldowns.current?.place.id === 5);
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
  expect(drilldowns.error).toBeNull();
});

test('tells no place of what went wrong at another', async () => {
  const failing = { 'drilldown.get': 'forecast-no-data' } as const;
  const state = await openConsole({ places: 20, delay: 50, failures: failing });
  const drilldowns = new DrilldownState(state.connection, state.view);
  state.view.select(4);
  await until(() => drilldowns.error?.code === 'forecast-no-data');
  state.view.select(5);
  expect(drilldowns.error).toBeNull();
  await until(() => drilldowns.error?.code === 'forecast-no-data');
});
