import { chmodSync, chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answerOf } from '../processes.mjs';
import { SetupProblem } from './setup-problem.mjs';

const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/**
 * Makes sure that the sandbox can work for a runtime: by user namespaces, else by the setuid helper that stands
 * beside it. Running without a sandbox is never the way out.
 *
 * @param {string} runtime folder of the runtime that will be started
 * @param {import('./ordinary-user.mjs').User | undefined} user who will run it, where that is not this process
 * @throws {SetupProblem} with the one command that allows it
 */
export function provideSandbox(runtime, user) {
  if (process.platform !== 'linux' || hasUserNamespaces(user)) return;
  const helper = join(runtime, 'chrome-sandbox');
  if (isSetuidRoot(helper)) return;
  if (process.getuid?.() !== 0) {
    throw new SetupProblem(
      `Electron's sandbox is not allowed on this machine yet: type \`sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\` and run the same command again.`,
    );
  }
  if (answerOf('unshare', ['--pid', '--net', '--fork', 'true']) === undefined) {
    throw new SetupProblem(
      "Electron's sandbox is not allowed in this container: start it with `docker run --cap-add=SYS_ADMIN …` (or allow user namespaces with `sysctl -w user.max_user_namespaces=15000`) and run the same command again.",
    );
  }
  chownSync(helper, 0, 0);
  chmodSync(helper, 0o4755);
}

/** @param {import('./ordinary-user.mjs').User | undefined} user */
function hasUserNamespaces(user) {
  if (existsSync(restriction) && readFileSync(restriction, 'utf8').trim() === '1') return false;
  const attempt = ['unshare', '--user', '--map-root-user', '--pid', '--net', '--fork', 'true'];
  const [command = '', ...parameters] = user ? ['runuser', '-u', user.name, '--', ...attempt] : attempt;
  return answerOf(command, parameters) !== undefined;
}

/** @param {string} file */
function isSetuidRoot(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.uid === 0 && (found.mode & 0o4111) === 0o4111;
}
