import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';

/** Every look at a test part is kept beside the models, one JSON line each: how often a test was looked at is part of its worth. */
export async function recordTestLook(
  modelsFolder: string,
  version: string,
  table: ResponseOf<EngineMessages, 'forecast.evaluate'>,
): Promise<void> {
  const look = {
    at: new Date().toISOString(),
    version,
    dataHash: table.dataHash,
    unit: table.unit,
    rows: table.rows,
  };
  await appendFile(join(modelsFolder, 'test-looks.jsonl'), `${JSON.stringify(look)}\n`);
}
