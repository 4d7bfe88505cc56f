import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nvidiaHere } from '../../../main/compute/backends/nvidia.ts';
import { cudaOf, tensorflowDevice } from '../../../main/compute/backends/tensorflow-device.ts';
import { processorName } from '../../../main/compute/backends/processor.ts';
import { isMemoryError } from '../../../main/compute/memory-errors.ts';
import { machineIdentity } from '../../../main/engine/compute/machine-identity.ts';
import { temporaryFolder, writeTree } from '../../tools/shims.ts';

const cuda = { version: '12.9', leastDriver: 525 };
const none = { driver: null, cards: [] };
const binding = (usesCard: boolean) => ({ TF_Version: '2.21.0', isUsingGpuDevice: () => usesCard });

test('driver and cards are read as the driver for Linux tells of them', () => {
  const folder = temporaryFolder();
  writeTree(folder, {
    version:
      'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\nGCC 12\n',
    'gpus/0000:41:00.0/information': 'Model: \t\t NVIDIA L40S\nIRQ:   \t\t 77\n',
    'gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA RTX 4000\nIRQ:   \t\t 76\n',
  });
  expect(nvidiaHere(folder)).toEqual({ driver: '535.104.05', cards: ['NVIDIA RTX 4000', 'NVIDIA L40S'] });
  expect(nvidiaHere(join(folder, 'nothing'))).toEqual(none);
});

test('a card that computes is the device, with everything its numbers depend on', () => {
  const here = { driver: '570.86.15', cards: ['NVIDIA L4'] };
  expect(tensorflowDevice(binding(true), cuda, here)).toEqual({
    device: 'NVIDIA L4',
    driver: 'TensorFlow 2.21.0, CUDA 12.9, driver 570.86.15',
    isSoftware: false,
  });
  expect(tensorflowDevice(binding(true), cuda, none).device).toBe('NVIDIA');
});

test('where no card computes, the processor is the device, and what is missing is said', () => {
  const drivers = [none, { driver: '470.57.02', cards: ['K80'] }, { driver: '570.1', cards: [] }].map(
    (here) => tensorflowDevice(binding(false), cuda, here),
  );
  expect(drivers.map(({ driver }) => driver)).toEqual([
    'TensorFlow 2.21.0, CUDA 12.9, no driver, 525 or newer needed',
    'TensorFlow 2.21.0, CUDA 12.9, driver 470.57.02, 525 or newer needed',
    'TensorFlow 2.21.0, CUDA 12.9, driver 570.1, no card',
  ]);
  expect(drivers[0]?.device).toBe(processorName());
  const onProcessor = tensorflowDevice(binding(false), undefined, { driver: '570.1', cards: ['NVIDIA L4'] });
  expect(onProcessor).toEqual({ device: processorName(), driver: 'TensorFlow 2.21.0', isSoftware: false });
});

test('what was installed says whether it computes on cards', () => {
  const folder = temporaryFolder();
  expect(cudaOf(folder)).toBeUndefined();
  writeTree(folder, { 'about.json': JSON.stringify({ tensorflow: '2.21.0', origin: 'wheel' }) });
  expect(cudaOf(folder)).toBeUndefined();
  writeTree(folder, { 'about.json': JSON.stringify({ tensorflow: '2.21.0', origin: 'wheel', cuda }) });
  expect(cudaOf(folder)).toEqual(cuda);
});

test('another card, driver or native TensorFlow is another machine', () => {
  const folder = temporaryFolder();
  const graphics = { identity: '', isSoftware: true };
  const identity = (here: Parameters<typeof machineIdentity>[3] = none) =>
    machineIdentity('1.0', folder, graphics, here);
  const before = identity();
  writeTree(folder, { 'about.json': JSON.stringify({ cuda }) });
  const seen = [
    before,
    identity(),
    identity({ driver: '570.1', cards: [] }),
    identity({ driver: '570.1', cards: ['NVIDIA L4'] }),
    identity({ driver: '580.1', cards: ['NVIDIA L4'] }),
  ];
  expect(new Set(seen).size).toBe(seen.length);
  expect(identity()).toBe(seen[1]);
});

test("a card's full memory is told from what a smaller batch does not help", () => {
  const full = [
    'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[20000,512] on /device:GPU:0',
    'RESOURCE_EXHAUSTED: failed to allocate memory',
    'Invalid TF_Status: 13\nMessage: Dst tensor is not initialized.',
    'Failed to create handle: CUBLAS_STATUS_ALLOC_FAILED',
    'CUDA_ERROR_OUT_OF_MEMORY: out of memory',
  ];
  expect(full.map((words) => isMemoryError(new Error(words)))).toEqual(full.map(() => true));
  expect(isMemoryError(new Error('Invalid TF_Status: 13\nMessage: Blas GEMM launch failed'))).toBe(false);
});
