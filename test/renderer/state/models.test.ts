import { expect, test } from 'vitest';
import type { Progress } from '../../../main/common/contract/envelope.ts';
import { ModelsState } from '../../../renderer/state/models.svelte.ts';
import { openConsole, until } from './console.ts';

test('the losses of a training are followed, whoever asked for it, and begin anew with the next', async () => {
  const state = await openConsole({ places: 20 });
  const models = new ModelsState(state.connection);
  const tell = (progress: Progress | null): void => {
    state.engine.server.emit('work.progress', { work: 'training', progress, error: null });
  };
  const step = (fraction: number, loss: number, validationLoss: number | ''): Progress => ({
    fraction,
    stage: 'training-candidate',
    parameters: { model: 'traffic.network', loss, validationLoss, secondsLeft: 3 },
  });
  tell({ fraction: null, stage: 'waiting' });
  tell({ fraction: 0, stage: 'fitting', parameters: { model: 'traffic.network' } });
  tell(step(0.1, 0.9, 0.8));
  tell(step(0.9, 0.5, ''));
  await until(() => models.training?.fraction === 0.9);
  expect(models.isMine).toBe(false);
  expect(models.losses).toEqual([
    { share: 0.1, loss: 0.9, validationLoss: 0.8 },
    { share: 0.9, loss: 0.5, validationLoss: null },
  ]);
  tell(null);
  await until(() => models.training === null);
  expect(models.losses).toHaveLength(2);
  tell(step(0.2, 0.7, 0.6));
  await until(() => models.training !== null);
  expect(models.losses).toEqual([{ share: 0.2, loss: 0.7, validationLoss: 0.6 }]);
});

test('a training that the engine refuses is told with its reason', async () => {
  const state = await openConsole({ places: 20, failures: { 'models.train': 'forecast-no-data' } });
  const models = new ModelsState(state.connection);
  await models.train('traffic', 1, 'nothing');
  expect(models.outcome).toMatchObject({ kind: 'failed', error: { code: 'forecast-no-data' } });
  expect(models.training).toBeNull();
  expect(models.isMine).toBe(false);
});
