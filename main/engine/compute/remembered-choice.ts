import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { computeReportSchema } from '../../common/contract/backend-records.ts';

const rememberedSchema = computeReportSchema.extend({
  /** What the measurements hold for: another machine, driver or version measures again. */
  identity: z.string(),
});
export type RememberedChoice = z.infer<typeof rememberedSchema>;

/** What was measured and chosen before; null when nothing was, or it cannot be read. */
export async function readChoice(file: string): Promise<RememberedChoice | null> {
  try {
    const found = rememberedSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

/** Keeps a choice for the next start. */
export async function writeChoice(file: string, choice: RememberedChoice): Promise<void> {
  const partial = `${file}.partial`;
  await writeFile(partial, `${JSON.stringify(choice, null, 2)}\n`);
  await rename(partial, file);
}
