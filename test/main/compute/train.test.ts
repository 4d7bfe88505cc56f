import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { channelPair } from '../../../main/common/contract/channel.ts';
import { Client } from '../../../main/common/contract/client.ts';
import {
  computeEvents,
  computeMessages,
  seriesSchema,
} from '../../../main/common/contract/compute-contract.ts';
import { Server } from '../../../main/common/contract/server.ts';
import { wasm } from '../../../main/compute/backends/wasm.ts';
import { computeHandlers } from '../../../main/compute/handlers.ts';
import { modelFilesOnDisk } from '../../../main/compute/model-files-on-disk.ts';
import { smallCity } from '../../models/small-city.ts';
import { temporaryFolder } from '../../tools/shims.ts';
import type { ComputeClient } from './compute-host.ts';
import { model, setting, windowOf } from './trained-network.ts';

const require = createRequire(import.meta.url);
const wasmFolder =
  dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')) + sep;
const [one, other, unseen] = [1, 2, 3].map((seed) =>
  seriesSchema.parse(smallCity({ places: 3 + seed, days: 3, seed })),
);

/** A compute host in this process; every request passes the contract. */
function computeHost(): ComputeClient {
  const [mine, theirs] = channelPair();
  const backends = [wasm({ wasmFolder, tensorflowFolder: '' })];
  new Server(computeMessages, computeHandlers({ backends, files: modelFilesOnDisk })).attach(theirs);
  const origin = { clientId: 'test', actor: 'tester', workspace: '' };
  const client: ComputeClient = new Client(mine, computeMessages, computeEvents, () => origin);
  onTestFinished(() => {
    client.close();
  });
  return client;
}

test('a network trained on two cities serves a third, its weights kept or trained further', async () => {
  const client = computeHost();
  const folder = temporaryFolder();
  const fileOf = (name: string): string => join(folder, `${name}.model`);
  const weightsIn = async (name: string): Promise<unknown> =>
    (await modelFilesOnDisk.read(fileOf(name))).columns['weights0'];
  if (one === undefined || other === undefined || unseen === undefined) throw new RangeError('three cities');
  const asked = { model, setting, seed: 1 };
  await client.call('compute.train', { ...asked, series: one, more: [other], stateFile: fileOf('both') });
  const both = await modelFilesOnDisk.read(fileOf('both'));
  expect(both.places).toHaveLength(one.places.length + other.places.length);

  const startFrom = { stateFile: fileOf('both'), epochs: 0 };
  await client.call('compute.train', { ...asked, series: unseen, startFrom, stateFile: fileOf('kept') });
  expect(isDeepStrictEqual(await weightsIn('kept'), both.columns['weights0'])).toBe(true);
  await client.call('compute.train', {
    ...asked,
    series: unseen,
    startFrom: { ...startFrom, epochs: 2 },
    stateFile: fileOf('further'),
  });
  const further = await modelFilesOnDisk.read(fileOf('further'));
  expect(further.numbers['epochs']).toBeLessThanOrEqual(2);

  const window = windowOf(unseen.places.length);
  const run = { model, setting, stateFile: fileOf('kept'), window };
  const { forecast } = await client.call('compute.run', run);
  expect(forecast.quantiles.some(Number.isNaN)).toBe(false);
  const { pinball } = await client.call('compute.validate', {
    ...{ model, setting, stateFile: fileOf('kept'), series: unseen },
    fromStep: 200,
  });
  const persistence = { ...asked, model: 'traffic.persistence', series: unseen };
  await client.call('compute.train', { ...persistence, stateFile: fileOf('persistence') });
  const simple = await client.call('compute.validate', {
    ...{ model: 'traffic.persistence', setting, stateFile: fileOf('persistence'), series: unseen },
    fromStep: 200,
  });
  expect(pinball).toBeLessThan(0.95 * simple.pinball);
}, 240_000);

test('a start that is not there, and one that asks for what is no number of epochs, are refused', async () => {
  const client = computeHost();
  const folder = temporaryFolder();
  if (unseen === undefined) throw new RangeError('three cities');
  const train = (epochs: number): Promise<unknown> =>
    client.call('compute.train', {
      ...{ model, setting, series: unseen, seed: 1 },
      startFrom: { stateFile: join(folder, 'nowhere.model'), epochs },
      stateFile: join(folder, 'new.model'),
    });
  await expect(train(0)).rejects.toMatchObject({ code: 'forecast-no-model' });
  await expect(train(-1)).rejects.toMatchObject({ code: 'contract-body-invalid' });
  await expect(train(1.5)).rejects.toMatchObject({ code: 'contract-body-invalid' });
});

test('how long a training takes at most is said before, more for more data and for what begins from nothing', async () => {
  const client = computeHost();
  const estimate = async (size: { places: number; steps: number; epochs: number | null }): Promise<number> =>
    (await client.call('compute.estimate', { model, setting, ...size })).milliseconds ?? NaN;
  const small = await estimate({ places: 10, steps: 600, epochs: null });
  expect(await estimate({ places: 200, steps: 6000, epochs: null })).toBeGreaterThan(2 * small);
  expect(await estimate({ places: 10, steps: 600, epochs: 0 })).toBeLessThan(small);
  const simple = { model: 'traffic.persistence', setting, places: 10, steps: 600, epochs: null };
  expect(await client.call('compute.estimate', simple)).toEqual({ milliseconds: null, backend: 'wasm' });
});
