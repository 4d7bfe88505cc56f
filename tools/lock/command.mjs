import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../paths.mjs';
import { npm } from '../setup/npm.mjs';
import { completeLock } from './complete-lock.mjs';

/**
 * `npm run lock`: makes package-lock.json from package.json for every platform, not only for the one it runs on.
 * To be run after every change of a dependency; what is installed plays no part in it.
 *
 * @returns {Promise<number>} exit status
 */
export async function lock() {
  const folder = mkdtempSync(join(tmpdir(), 'metropole-lock-'));
  try {
    const inputs = ['package.json', '.npmrc', 'package-lock.json'];
    for (const name of inputs) copyFileSync(join(repositoryRoot, name), join(folder, name));
    const made = join(folder, 'package-lock.json');
    await npm(['install', '--package-lock-only'], { cwd: folder, doing: 'Making package-lock.json' });
    const content = JSON.parse(readFileSync(made, 'utf8'));
    const added = completeLock(content);
    writeFileSync(join(repositoryRoot, 'package-lock.json'), `${JSON.stringify(content, undefined, 2)}\n`);
    for (const name of added) console.log(`added without a hash: ${name}`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
