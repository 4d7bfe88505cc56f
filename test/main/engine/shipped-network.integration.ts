import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelVersion } from '../../../main/common/contract/messages/models.ts';
import { startEngine, type RunningEngine } from './running-engine.ts';

let running: RunningEngine;

beforeAll(async () => {
  running = await startEngine();
});

afterAll(async () => {
  await running.close();
});

const networks = async (): Promise<ModelVersion[]> =>
  (await running.client.call('models.list', {})).models.filter(({ isBenchmark }) => !isBenchmark);

/** Prepares, and cancels that once `enough` says so. */
async function preparedUntil(enough: (stage: string | undefined) => Promise<boolean>): Promise<void> {
  const abort = new AbortController();
  let stage: string | undefined;
  const preparing = running.client.call(
    'forecast.prepare',
    { refit: false, networks: true },
    { signal: abort.signal, onProgress: (step) => (stage = step.stage) },
  );
  const cancelled = expect(preparing).rejects.toMatchObject({ code: 'aborted' });
  await expect.poll(() => enough(stage), { timeout: 120_000, interval: 50 }).toBe(true);
  abort.abort();
  await cancelled;
}

test('the network that comes with the console may serve before one is trained', async () => {
  await preparedUntil(async () => (await networks()).length === 1);
  const [network] = await networks();
  expect(network).toMatchObject({
    model: 'traffic.network',
    state: 'approved',
    begunWith: { from: 'sample-cities', epochs: 0 },
    approval: { by: null },
  });
  expect(network?.validation?.coverage).toBeGreaterThan(0.8);
  const { models } = await running.client.call('forecast.models', {});
  expect(models.filter(({ isAsShipped }) => isAsShipped).map(({ version }) => version)).toEqual([
    network?.version,
  ]);
});

test('it is no reason to train none', async () => {
  await preparedUntil((stage) => Promise.resolve(stage === 'fitting'));
});
