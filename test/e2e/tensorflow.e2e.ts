import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { nativeFolder, readyTensorflow } from '../../tools/tensorflow/places.mjs';
import { sharedTensorflow } from '../../tools/tensorflow/stand.mjs';
import { smallCity } from '../models/small-city.ts';
import { launchConsole, type RunningConsole } from './console.ts';

describe.skipIf(readyTensorflow() === undefined)('native TensorFlow in a process of Electron', () => {
  test('starts and trains a network', async () => {
    const folder = inject('console').user ? sharedTensorflow(nativeFolder()) : nativeFolder();
    const running = await launchConsole();
    try {
      const series = smallCity({ places: 4, days: 3 });
      const setting = { topic: 'traffic', stepSeconds: series.stepSeconds, horizonSteps: 4 };
      const stateFile = join(running.folder, 'network.model');
      const training = { model: 'traffic.network', setting, series, seed: 1, stateFile };
      const answers = await answersOf(running, folder, [
        { name: 'compute.start', body: { backend: 'tensorflow' } },
        { name: 'compute.train', body: training },
      ]);
      expect(answers).toMatchObject([
        { kind: 'response', body: { backend: 'tensorflow' } },
        { kind: 'response', body: { version: '1' } },
      ]);
    } finally {
      await running.close();
    }
  });
});

interface Call {
  readonly name: string;
  readonly body: unknown;
}

/** What a compute host of the application answers, started with native TensorFlow alone; one call after the other. */
async function answersOf(
  { app }: RunningConsole,
  tensorflow: string,
  calls: readonly Call[],
): Promise<unknown[]> {
  return app.evaluate(
    async ({ app: electron, MessageChannelMain, utilityProcess }, given) => {
      const entry = `${electron.getAppPath()}/dist/main/compute.cjs`;
      const child = utilityProcess.fork(entry, ['--tensorflow', given.tensorflow]);
      const { port1, port2 } = new MessageChannelMain();
      await new Promise((resolve) => child.once('spawn', () => resolve(undefined)));
      child.postMessage({ kind: 'engine-port' }, [port2]);
      port1.start();
      const answers: unknown[] = [];
      for (const [id, call] of given.calls.entries()) {
        const origin = { clientId: 'test', actor: 'tester', workspace: '' };
        answers.push(
          await new Promise((resolve) => {
            const listen = ({ data }: { data: unknown }): void => {
              if (typeof data !== 'object' || data === null || !('kind' in data)) return;
              if (data.kind === 'progress') return;
              port1.off('message', listen);
              resolve(data);
            };
            port1.on('message', listen);
            port1.postMessage({ kind: 'request', id, ...origin, ...call });
          }),
        );
      }
      child.kill();
      return answers;
    },
    { tensorflow, calls: [...calls] },
  );
}
