import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

const database = 'city.duckdb';
const models = 'models';

/**
 * Makes a workspace by copying the one that the build has prepared of the sample city: all of it in one step, or nothing. It has
 * no name and no identity yet: they are given when it is opened.
 *
 * @param prepared folder of the build; where there is none, nothing is made
 * @returns whether the workspace is there
 */
export function copySampleWorkspace(prepared: string, folder: string): boolean {
  if (!existsSync(join(prepared, database)) || !isFree(folder)) return false;
  const scratch = `${folder}.unfinished`;
  rmSync(scratch, { recursive: true, force: true });
  try {
    mkdirSync(join(scratch, models), { recursive: true });
    for (const name of readdirSync(join(prepared, models)))
      copyFileSync(join(prepared, models, name), join(scratch, models, name));
    for (const name of [database, 'settings.json']) copyFileSync(join(prepared, name), join(scratch, name));
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(scratch, folder);
    return true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function isFree(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}
