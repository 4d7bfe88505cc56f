import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasNvidiaDriver, obstacleToCuda } from '../../../tools/tensorflow/graphics-card.mjs';
import { temporaryFolder, writeTree } from '../shims.ts';

const cuda = { version: '12.9', leastDriver: 525 };
const kernelModule = (version: string) =>
  `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  ${version}  Release Build  (builder)\nGCC version:  gcc 12\n`;

function driver(version: string, cards: readonly string[]): string {
  const folder = temporaryFolder();
  const files = cards.map((card) => [`gpus/${card}/information`, 'Model: \t\t NVIDIA L4\n'] as const);
  writeTree(folder, { version: kernelModule(version), ...Object.fromEntries<string>(files) });
  return folder;
}

test('a card with a driver new enough stands in no way', () => {
  const folder = driver('570.86.15', ['0000:01:00.0']);
  expect([hasNvidiaDriver(folder), obstacleToCuda(cuda, folder)]).toEqual([true, undefined]);
});

test('what is missing is named: the driver, a newer one, a card', () => {
  const nowhere = join(temporaryFolder(), 'none');
  expect([hasNvidiaDriver(nowhere), obstacleToCuda(cuda, nowhere)]).toEqual([
    false,
    'CUDA 12.9 needs a card of NVIDIA and its driver 525 or newer, and no driver of NVIDIA runs here',
  ]);
  expect(obstacleToCuda(cuda, driver('470.57.02', ['0000:01:00.0']))).toMatch(
    /, and the driver here is 470.57.02$/,
  );
  expect(obstacleToCuda(cuda, driver('525.60.13', []))).toMatch(/, and the driver has no card$/);
});
