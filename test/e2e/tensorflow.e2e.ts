import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { trafficNetwork } from '../../models/traffic/traffic-network.ts';
import { nativeFolder, readyTensorflow } from '../../tools/tensorflow/places.mjs';
import { sharedTensorflow } from '../../tools/tensorflow/stand.mjs';
import { training } from '../main/compute/trained-network.ts';
import { launchConsole } from './console.ts';
import { startUtilityCompute } from './utility-compute.ts';

describe.skipIf(readyTensorflow() === undefined)('native TensorFlow in a process of Electron', () => {
  test('starts and trains a network', async () => {
    const folder = inject('console').user ? sharedTensorflow(nativeFolder()) : nativeFolder();
    const running = await launchConsole();
    try {
      const stateFile = join(running.folder, 'network.model');
      const compute = await startUtilityCompute(running, ['--tensorflow', folder]);
      expect(await compute.ask('compute.start', { backend: 'tensorflow' })).toMatchObject({
        kind: 'response',
        body: { backend: 'tensorflow' },
      });
      expect(await compute.ask('compute.train', { ...training, stateFile })).toMatchObject({
        kind: 'response',
        body: { version: trafficNetwork.create(training.setting).declaration.version },
      });
      await compute.end();
    } finally {
      await running.close();
    }
  });
});
