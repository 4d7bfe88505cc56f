import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Where this platform keeps an application's documents of a person.
 *
 * @param {import('../setup/ordinary-user.mjs').User | undefined} user where not this process
 */
export function documentsFolder(user) {
  const home = user?.home ?? homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Metropole');
  if (process.platform === 'win32')
    return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Metropole');
  return join(
    (user ? undefined : process.env['XDG_DATA_HOME']) || join(home, '.local', 'share'),
    'metropole',
  );
}

/**
 * Makes a folder, and the folders above it that are missing, in the name of who will use it.
 *
 * @param {string} folder
 * @param {import('../setup/ordinary-user.mjs').User | undefined} user where not this process
 */
export function makeFolderFor(folder, user) {
  if (existsSync(folder)) return;
  makeFolderFor(dirname(folder), user);
  mkdirSync(folder);
  if (user) chownSync(folder, user.uid, user.gid);
}
