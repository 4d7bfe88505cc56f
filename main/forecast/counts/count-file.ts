import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { countStateSchema, type CountFitRecord } from '../../common/contract/count-records.ts';

/** What a version has learned, by day and by shift, and what it was learned from. */
const countFileSchema = z.object({
  format: z.literal(1),
  method: z.string(),
  /** What it is told: nothing but what was recorded before, and the calendar. */
  inputs: z.array(z.string()),
  categories: z.array(z.string()),
  dataHash: z.string(),
  /** Local zone of days and shifts. */
  zone: z.string(),
  /** Epoch milliseconds. */
  trainedFrom: z.number(),
  trainedTo: z.number(),
  ways: z.array(z.object({ periodsPerDay: z.union([z.literal(1), z.literal(4)]), state: countStateSchema })),
});
export type CountFile = z.infer<typeof countFileSchema>;

export async function writeCountFile(folder: string, name: string, content: CountFile): Promise<void> {
  const file = join(folder, name);
  await writeFile(`${file}.partial`, JSON.stringify(content));
  await rename(`${file}.partial`, file);
}

/** What a version has learned of periods of one length; null where it has nothing of them, or its file is gone or damaged. */
export async function readCountFit(
  folder: string,
  name: string,
  periodsPerDay: number,
): Promise<CountFitRecord | null> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => null);
  if (text === null) return null;
  const read = countFileSchema.safeParse(parsed(text));
  if (!read.success) return null;
  const { method, categories, ways } = read.data;
  const way = ways.find((one) => one.periodsPerDay === periodsPerDay);
  return way === undefined ? null : { method, categories, state: way.state };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
