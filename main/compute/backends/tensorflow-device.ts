import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { z } from 'zod';
import type { Detected } from './backend.ts';
import type { Nvidia } from './nvidia.ts';
import { processorName } from './processor.ts';

/** What the installation noted about a native TensorFlow that computes on NVIDIA's cards too. */
const noteSchema = z.object({
  cuda: z.object({
    version: z.string(),
    /** NVIDIA's first driver that can carry this CUDA. */
    leastDriver: z.number(),
  }),
});
type Cuda = z.infer<typeof noteSchema>['cuda'];

/** The CUDA of a native TensorFlow; undefined where it computes on the processor alone. */
export function cudaOf(folder: string): Cuda | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8'))).data?.cuda;
  } catch {
    return undefined;
  }
}

/** What native TensorFlow computes on; where it could use a card and does not, the driver tells why. */
export function tensorflowDevice(
  binding: Pick<TFJSBinding, 'TF_Version' | 'isUsingGpuDevice'>,
  cuda: Cuda | undefined,
  { driver, cards }: Nvidia,
): Detected {
  const usesCard = binding.isUsingGpuDevice();
  const card = cards.length === 0 ? 'NVIDIA' : cards.join(', ');
  const parts = [
    `TensorFlow ${binding.TF_Version}`,
    ...(cuda === undefined ? [] : [`CUDA ${cuda.version}`]),
    ...(cuda === undefined && !usesCard ? [] : [driver === null ? 'no driver' : `driver ${driver}`]),
    ...(cuda === undefined || usesCard ? [] : obstacle(cuda, { driver, cards })),
  ];
  return { device: usesCard ? card : processorName(), driver: parts.join(', '), isSoftware: false };
}

function obstacle({ leastDriver }: Cuda, { driver, cards }: Nvidia): readonly string[] {
  if (driver === null || Number.parseInt(driver) < leastDriver) return [`${leastDriver} or newer needed`];
  return [cards.length === 0 ? 'no card' : 'card not usable'];
}
