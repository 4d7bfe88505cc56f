import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { cacheFolder } from './cache-folder.mjs';
import { executableIn } from './runtime-layout.mjs';

const fetchLimitMs = 10 * 60_000;
const retryAfterMs = 24 * 3_600_000;

/**
 * Electron's own release, brought by the installer of the `electron` package, or undefined where its origin cannot
 * be reached. A failure is remembered for a day so that an air-gapped machine does not wait for it at every start.
 *
 * @param {string} root folder that holds package.json
 * @param {(line: string) => void} say
 * @returns {Promise<import('./electron-runtime.mjs').Runtime | undefined>}
 */
export async function officialRuntime(root, say) {
  const home = join(root, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const folder = join(home, 'dist');
  const standing = () => isComplete(folder, version);
  if (standing()) return { folder, origin: 'official' };
  const failed = join(cacheFolder(), `electron-${version}-out-of-reach`);
  const since = statSync(failed, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - since < retryAfterMs) return undefined;
  say(`Fetching Electron ${version}`);
  const { code } = await run(process.execPath, [join(home, 'install.js')], {
    cwd: home,
    timeoutMs: fetchLimitMs,
  });
  if (code === 0 && standing()) return { folder, origin: 'official' };
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failed, '');
  return undefined;
}

/**
 * @param {string} folder
 * @param {string} version
 */
function isComplete(folder, version) {
  const stamp = join(folder, 'version');
  return (
    existsSync(join(folder, executableIn())) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8').replace(/^v/, '').trim() === version
  );
}
