import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder anew: it stands under its name only when it is complete, and whatever goes wrong, what was there stays and
 * nothing half-made is left.
 */
export async function putInPlace(folder: string, make: (scratch: string) => Promise<void>): Promise<void> {
  const scratch = `${folder}.unfinished-${String(process.pid)}`;
  const old = `${folder}.replaced-${String(process.pid)}`;
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  try {
    await make(scratch);
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(scratch, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    if (existsSync(folder)) rmSync(old, { recursive: true, force: true });
    else if (existsSync(old)) renameSync(old, folder);
  }
}
