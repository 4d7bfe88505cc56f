import { homedir } from 'node:os';
import { join } from 'node:path';

/** The same for what another user than the one who fetched it has to read; root alone writes it. */
export const sharedCache = '/var/cache/metropole';

/**
 * The folder this platform keeps for things that can be fetched again, outside every checkout.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 */
export function cacheFolder(environment = process.env, platform = process.platform) {
  const home = homedir();
  const own = environment['XDG_CACHE_HOME'];
  if (own) return join(own, 'metropole');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'metropole');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'metropole');
  return join(home, '.cache', 'metropole');
}
