import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  interruptedTrainingSchema,
  type InterruptedTraining,
} from '../../common/contract/messages/models.ts';

const fileName = 'training.json';

/** Does `work` with a note on the disk that it is under way; a note that is still there later was left by a crash. */
export async function noted<T>(
  modelsFolder: string,
  training: InterruptedTraining,
  work: () => Promise<T>,
): Promise<T> {
  const file = join(modelsFolder, fileName);
  await writeFile(file, JSON.stringify(training));
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

/** Takes the note that a crash left, if there is one: it is told of once. */
export async function takeInterrupted(modelsFolder: string): Promise<InterruptedTraining | null> {
  const file = join(modelsFolder, fileName);
  try {
    return interruptedTrainingSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  } finally {
    // Nobody waits for this when a workspace is opened: what cannot be removed is told of again.
    await rm(file, { force: true }).catch(() => undefined);
  }
}
