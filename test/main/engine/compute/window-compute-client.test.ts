import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channelPair } from '../../../../main/common/contract/channel.ts';
import { Client } from '../../../../main/common/contract/client.ts';
import { computeEvents, computeMessages } from '../../../../main/common/contract/compute-contract.ts';
import { Server } from '../../../../main/common/contract/server.ts';
import { plainJavaScript } from '../../../../main/compute/backends/plain-javascript.ts';
import { computeHandlers } from '../../../../main/compute/handlers.ts';
import { modelFilesOnDisk } from '../../../../main/compute/model-files-on-disk.ts';
import { windowHandlers } from '../../../../main/compute/window/window-handlers.ts';
import { WindowComputeClient } from '../../../../main/engine/compute/window-compute-client.ts';
import { temporaryFolder } from '../../../tools/shims.ts';
import { setting, trainedBy, training, windowOf } from '../../compute/trained-network.ts';

const model = 'traffic.persistence';
const situation = windowOf(4);
const backends = [plainJavaScript(() => '')];
const origin = () => ({ clientId: 'test', actor: 'tester', workspace: '' });

/** A window's handlers, and the line of an engine to them. */
function computeWindow(): WindowComputeClient {
  const [mine, theirs] = channelPair();
  new Server(computeMessages, windowHandlers(backends)).attach(theirs);
  return new WindowComputeClient(mine, computeMessages, computeEvents, origin);
}

/** A file with what a host that has a disk has fitted. */
async function trainedOnDisk(): Promise<string> {
  const [mine, theirs] = channelPair();
  new Server(computeMessages, computeHandlers({ backends, files: modelFilesOnDisk })).attach(theirs);
  return trainedBy(new Client(mine, computeMessages, computeEvents, origin), { ...training, model });
}

const runOn = async (line: WindowComputeClient, stateFile: string) =>
  (await line.call('compute.run', { model, setting, stateFile, window: situation })).forecast;

test('a state is sent before the first call that names it, and not again', async () => {
  const line = computeWindow();
  const stateFile = await trainedOnDisk();
  const first = await runOn(line, stateFile);
  rmSync(stateFile);
  expect(await runOn(line, stateFile)).toEqual(first);
});

test('a state that the window has let go of is sent again', async () => {
  const line = computeWindow();
  const folder = temporaryFolder();
  const stateFile = await trainedOnDisk();
  const first = await runOn(line, stateFile);
  for (let copy = 0; copy < 40; copy++) {
    const other = join(folder, `${String(copy)}.model`);
    copyFileSync(stateFile, other);
    await runOn(line, other);
  }
  expect(await runOn(line, stateFile)).toEqual(first);
  expect(await runOn(line, join(folder, '0.model'))).toEqual(first);
  rmSync(join(folder, '1.model'));
  await expect(runOn(line, join(folder, '1.model'))).rejects.toMatchObject({ code: 'forecast-no-model' });
});

test('states for a measurement are sent, too', async () => {
  const line = computeWindow();
  const stateFile = await trainedOnDisk();
  const models = [{ model, setting, stateFile, window: situation }];
  const { latencies } = await line.call('compute.probe', { backend: 'cpu', models });
  expect(latencies.map((latency) => latency.model)).toEqual([model]);
});

test('a file that is no state is refused', async () => {
  const line = computeWindow();
  await expect(runOn(line, join(temporaryFolder(), 'none.model'))).rejects.toMatchObject({
    code: 'forecast-no-model',
  });
  await expect(runOn(line, import.meta.filename)).rejects.toMatchObject({ code: 'forecast-no-model' });
});
