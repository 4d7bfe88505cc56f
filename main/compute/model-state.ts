import { readFile, rename, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { StoredModel } from '../../models/model.ts';
import { MetropoleError } from '../common/errors.ts';

/** First bytes of a state file: its format and the version of that. */
const mark = 'metropole-model-1\n';

const storedModelSchema = z.object({
  id: z.string(),
  version: z.string(),
  setting: z.object({
    topic: z.enum(['traffic', 'energy', 'safety']),
    stepSeconds: z.number(),
    horizonSteps: z.number(),
  }),
  places: z.array(z.string()),
  numbers: z.record(z.string(), z.number()),
  columns: z.record(z.string(), z.union([z.instanceof(Float32Array), z.instanceof(Float64Array)])),
});

/** Writes a trained model's state; a crash leaves the old file or the new one, never half of it. */
export async function writeModelState(path: string, stored: StoredModel): Promise<void> {
  const partial = `${path}.partial`;
  await writeFile(partial, Buffer.concat([Buffer.from(mark), serialize(stored)]));
  await rename(partial, path);
}

/** @throws MetropoleError `forecast-no-model` when the file is not there or is not a model's state. */
export async function readModelState(path: string): Promise<StoredModel> {
  try {
    const bytes = await readFile(path);
    if (bytes.subarray(0, mark.length).toString() !== mark) throw new Error('not a model state');
    return storedModelSchema.parse(deserialize(bytes.subarray(mark.length)));
  } catch (thrown) {
    throw new MetropoleError('forecast-no-model', { model: path }, String(thrown), thrown);
  }
}
