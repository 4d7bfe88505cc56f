import { dispose, matMul, randomUniform, slice, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import type { BackendId } from '../common/backends.ts';

/** So long a backend is asked to compute, at least. */
const probeMilliseconds = 500;
/** Rows of the square matrices: `cpu` takes seconds for one product of the usual size. */
const productSizeOf = (backend: BackendId): number => (backend === 'cpu' ? 256 : 1024);

/** Speed of matrix products on the backend that computes, once it is warm: 10⁹ floating point operations a second. */
export async function measureProducts(
  backend: BackendId,
): Promise<{ readonly gigaflops: number; readonly productSize: number }> {
  const size = productSizeOf(backend);
  const left: Tensor2D = randomUniform([size, size], -1, 1, 'float32', 1);
  const right: Tensor2D = randomUniform([size, size], -1, 1, 'float32', 2);
  try {
    const milliseconds = await medianOf(async () => {
      // Reading a value is what makes a graphics card finish.
      const corner = tidy(() => slice(matMul(left, right), [0, 0], [1, 1]));
      await corner.data();
      corner.dispose();
    });
    return { gigaflops: (2 * size ** 3) / (milliseconds * 1e6), productSize: size };
  } finally {
    dispose([left, right]);
  }
}

/** Median time of some work after one unmeasured round, milliseconds; repeated for half a second, three times at least. */
export async function medianOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  const until = performance.now() + probeMilliseconds;
  while (times.length < 3 || performance.now() < until) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN;
}
