import { readFileSync } from 'node:fs';
import { run } from '../processes.mjs';
import { SetupProblem } from './setup-problem.mjs';

/**
 * @typedef {object} User
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 * @property {string} home
 */

const systemUser = { name: 'metropole', home: '/var/lib/metropole' };

/**
 * Who runs windows in root's place, since Electron's sandbox does not work for root: the person who typed `sudo`,
 * else the system user `metropole`, made where it is missing. Undefined where this process is an ordinary user.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<User | undefined>}
 * @throws {SetupProblem}
 */
export async function ordinaryUser(say) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const person = process.env['SUDO_USER'];
  const found = (person && person !== 'root' ? userNamed(person) : undefined) ?? userNamed(systemUser.name);
  if (found) return found;
  say(`Making the system user ${systemUser.name}: windows never run as root`);
  const { code, output } = await run('useradd', [
    '--system',
    '--user-group',
    '--create-home',
    '--home-dir',
    systemUser.home,
    '--shell',
    '/usr/sbin/nologin',
    systemUser.name,
  ]);
  const made = userNamed(systemUser.name);
  if (made) return made;
  throw new SetupProblem(
    `The system user ${systemUser.name} could not be made (status ${String(code)}): run the same command as an ordinary user.`,
    output,
  );
}

/**
 * @param {string} name
 * @returns {User | undefined}
 */
function userNamed(name) {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [login, , uid, gid, , home] = line.split(':');
    if (login === name && home) return { name, uid: Number(uid), gid: Number(gid), home };
  }
  return undefined;
}
