import { matMul, tensor2d, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { tensorflow } from '../../../main/compute/backends/tensorflow.ts';
import { nativeFolder, readyTensorflow } from '../../../tools/tensorflow/places.mjs';

describe.skipIf(readyTensorflow() === undefined)('products on native TensorFlow', () => {
  beforeAll(async () => {
    await tensorflow({ wasmFolder: '', tensorflowFolder: nativeFolder() }).start();
  });

  const wide = () => tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  const tall = () => tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);

  test('are the same whichever side is transposed', () => {
    const plain = tidy(() => matMul(wide(), tall()).arraySync());
    expect(plain).toEqual([
      [22, 28],
      [49, 64],
    ]);
    const left = tidy(() => matMul(wide(), wide(), true, false).arraySync());
    expect(left).toEqual([
      [17, 22, 27],
      [22, 29, 36],
      [27, 36, 45],
    ]);
    const right = tidy(() => matMul(wide(), wide(), false, true).arraySync());
    expect(right).toEqual([
      [14, 32],
      [32, 77],
    ]);
    const both = tidy(() => matMul(wide(), tall(), true, true).arraySync());
    expect(both).toEqual([
      [9, 19, 29],
      [12, 26, 40],
      [15, 33, 51],
    ]);
  });

  test('may be of batches of matrices', () => {
    const batch = tidy(() => matMul(tensor3d([1, 2, 3, 4], [2, 1, 2]), tensor3d([1, 1, 2, 2], [2, 2, 1])));
    expect(batch.arraySync()).toEqual([[[3]], [[14]]]);
    batch.dispose();
  });
});
