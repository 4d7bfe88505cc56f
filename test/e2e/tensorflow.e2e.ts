import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { nativeFolder, readyTensorflow } from '../../tools/tensorflow/places.mjs';
import { sharedTensorflow } from '../../tools/tensorflow/stand.mjs';
import { smallCity } from '../models/small-city.ts';
import { launchConsole } from './console.ts';
import { startUtilityCompute } from './utility-compute.ts';

describe.skipIf(readyTensorflow() === undefined)('native TensorFlow in a process of Electron', () => {
  test('starts and trains a network', async () => {
    const folder = inject('console').user ? sharedTensorflow(nativeFolder()) : nativeFolder();
    const running = await launchConsole();
    try {
      const series = smallCity({ places: 4, days: 3 });
      const setting = { topic: 'traffic', stepSeconds: series.stepSeconds, horizonSteps: 4 };
      const stateFile = join(running.folder, 'network.model');
      const training = { model: 'traffic.network', setting, series, seed: 1, stateFile };
      const compute = await startUtilityCompute(running, ['--tensorflow', folder]);
      expect(await compute.ask('compute.start', { backend: 'tensorflow' })).toMatchObject({
        kind: 'response',
        body: { backend: 'tensorflow' },
      });
      expect(await compute.ask('compute.train', training)).toMatchObject({
        kind: 'response',
        body: { version: '1' },
      });
      await compute.end();
    } finally {
      await running.close();
    }
  });
});
