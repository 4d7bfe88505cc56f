import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../paths.mjs';

/**
 * The script behind a program that a package brings, to be run by this Node on every platform alike.
 *
 * @param {string} packageName
 * @param {string} [program] where it is not called like the package
 */
export function packageProgram(packageName, program = packageName) {
  const folder = join(repositoryRoot, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}
