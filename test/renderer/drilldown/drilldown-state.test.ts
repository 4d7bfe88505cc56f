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
