import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../paths.mjs';

const manifestName = 'manifest.json';

/** What really happened is for tests alone: no build holds it. */
const truth = 'truth/';

/**
 * Puts the sample city into a build. One whose files are not as they were generated is generated again, which takes minutes;
 * where that fails too, the build has none, and the console makes do with a small practice city.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder of the build; the city goes to its `assets/sample-city`
 * @param {(line: string) => void} say
 * @param {(folder: string) => Promise<unknown>} generate makes the shipped city anew in a folder
 */
export async function copySampleCity(root, target, say, generate) {
  const source = join(root, 'assets', 'sample-city');
  if (!existsSync(source)) return;
  const damaged = damagedFiles(source);
  if (damaged.length === 0) {
    copyCity(source, target);
    return;
  }
  say(`The sample city is damaged (${damaged.join(', ')}): generating it again`);
  const anew = join(scratchFolder, 'sample-city-anew');
  rmSync(anew, { recursive: true, force: true });
  try {
    await generate(anew);
    copyCity(anew, target);
  } catch (error) {
    say(`It could not be generated (${String(error)}): the console opens with a small practice city`);
  } finally {
    rmSync(anew, { recursive: true, force: true });
  }
}

/**
 * The files of a generated city that are missing or not as its manifest says.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function damagedFiles(folder) {
  const manifest = readManifest(folder);
  if (manifest === undefined) return [manifestName];
  return manifest.files
    .filter(({ file, sha256 }) => hashOf(join(folder, file)) !== sha256)
    .map(({ file }) => file);
}

/**
 * @param {string} folder
 * @returns {{ files: { file: string, sha256: string }[] } | undefined}
 */
function readManifest(folder) {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8'));
    return Array.isArray(manifest.files) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function hashOf(file) {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined;
}

/**
 * @param {string} from
 * @param {string} target folder of the build
 */
function copyCity(from, target) {
  const to = join(target, 'assets', 'sample-city');
  const files = (readManifest(from)?.files ?? []).map(({ file }) => file);
  for (const file of [manifestName, ...files.filter((name) => !name.startsWith(truth))]) {
    cpSync(join(from, file), join(to, file));
  }
}
