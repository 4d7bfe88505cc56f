import { chmodSync, chownSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Variables that point into the home of whoever started us. */
const personal = [
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_STATE_HOME',
  'XDG_RUNTIME_DIR',
  'TMPDIR',
];

/**
 * The beginning of a command that runs the rest of it as another user, with that user's home and, where there is a
 * display, the right to use it.
 *
 * @param {import('../setup/ordinary-user.mjs').User} user
 * @returns {string[]}
 */
export function asUser(user) {
  const unset = personal.flatMap((name) => ['-u', name]);
  const settings = [`HOME=${user.home}`, `USER=${user.name}`, `LOGNAME=${user.name}`];
  const authority = authorityFor(user);
  if (authority) settings.push(`XAUTHORITY=${authority}`);
  return ['runuser', '-u', user.name, '--', 'env', ...unset, ...settings];
}

/**
 * A copy of the display's key that the user may read, in a folder that only that user may enter.
 *
 * @param {import('../setup/ordinary-user.mjs').User} user
 */
function authorityFor(user) {
  const own = process.env['XAUTHORITY'] ?? join(homedir(), '.Xauthority');
  if (!process.env['DISPLAY'] || !existsSync(own)) return undefined;
  const folder = mkdtempSync('/tmp/metropole-display-');
  const copy = join(folder, 'Xauthority');
  copyFileSync(own, copy);
  chmodSync(copy, 0o600);
  for (const path of [copy, folder]) chownSync(path, user.uid, user.gid);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return copy;
}
