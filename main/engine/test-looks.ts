import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every look at a test part is kept beside the models, one JSON line each: how often a test was looked at is part of its worth. */
export async function recordTestLook(
  modelsFolder: string,
  version: string,
  table: {
    readonly dataHash: string;
    readonly unit: string;
    readonly daysAhead?: number;
    readonly rows: readonly unknown[];
  },
): Promise<void> {
  const look = {
    at: new Date().toISOString(),
    version,
    dataHash: table.dataHash,
    unit: table.unit,
    ...(table.daysAhead === undefined ? {} : { daysAhead: table.daysAhead }),
    rows: table.rows,
  };
  await appendFile(join(modelsFolder, 'test-looks.jsonl'), `${JSON.stringify(look)}\n`);
}
