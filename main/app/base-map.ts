import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { baseMapAddresses } from '../common/contract/base-map.ts';

const settingsSchema = z.object({ file: z.string().min(1).nullable() });

/**
 * The base map of the workspace that is open: the path of an archive that somebody chose in the system's own dialog, kept in the
 * workspace as `base-map.json`. That one file is what pages can read besides what the application brings; no page names a path.
 */
export class BaseMap {
  readonly #folder: string;
  #file: string | null;
  /** New after each choice, so that a page mistakes no archive for the one before. */
  #token = randomUUID();

  /** @param folder of the workspace */
  constructor(folder: string) {
    this.#folder = folder;
    this.#file = readFile(folder);
  }

  /** Path of the archive that was chosen; null: what is bundled. */
  get file(): string | null {
    return this.#file;
  }

  /** Where pages find that archive. */
  get address(): string {
    return `${baseMapAddresses.folder}${this.#token}.pmtiles`;
  }

  /** Keeps another choice, in one step on the disk; null goes back to what is bundled. */
  choose(file: string | null): void {
    const kept = join(this.#folder, settingsName);
    writeFileSync(`${kept}.partial`, JSON.stringify({ file }, null, 2));
    renameSync(`${kept}.partial`, kept);
    this.#file = file;
    this.#token = randomUUID();
  }
}

const settingsName = 'base-map.json';

/** What was chosen for a workspace; one that says nothing, or nothing that can be read, has what is bundled. */
function readFile(folder: string): string | null {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(join(folder, settingsName), 'utf8'))).file;
  } catch {
    return null;
  }
}
