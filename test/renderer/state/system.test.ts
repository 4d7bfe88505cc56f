import { expect, test } from 'vitest';
import { SystemState } from '../../../renderer/state/system.svelte.ts';
import { openConsole, until } from './console.ts';

test('trouble stays until the same work goes well again', async () => {
  const state = await openConsole({ places: 20 });
  const system = new SystemState(state.connection);
  const tell = (work: string, code: 'forecast-not-finite' | 'compute-died' | null): void => {
    const error = code === null ? null : { code, parameters: {} };
    state.engine.server.emit('work.progress', { work, progress: null, error });
  };
  tell('forecast', 'forecast-not-finite');
  await until(() => system.failure?.code === 'forecast-not-finite');
  tell('prepare', 'compute-died');
  await until(() => system.failure?.code === 'compute-died');
  tell('prepare', null);
  await until(() => system.failure?.code === 'forecast-not-finite');
  tell('forecast', null);
  await until(() => system.failure === null);
  expect(system.work.size).toBe(0);
});
