import { buildIfStale } from '../build/build.mjs';
import { repositoryRoot } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { electronRuntime } from '../setup/electron-runtime.mjs';
import { ordinaryUser } from '../setup/ordinary-user.mjs';
import { provideSandbox } from '../setup/sandbox.mjs';
import { asUser } from './as-user.mjs';
import { stage } from './stage.mjs';

/**
 * @typedef {object} Prepared
 * @property {import('./stage.mjs').Stage} stage
 * @property {import('../setup/ordinary-user.mjs').User | undefined} user who runs the console, where not this process
 */

/**
 * Everything between a fresh checkout and a console that can be started, system packages apart: packages, build,
 * Electron runtime, user, stage, sandbox. Quick where all of it is there.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<Prepared>}
 * @throws {import('../setup/setup-problem.mjs').SetupProblem}
 */
export async function prepareConsole(say) {
  await installDependencies(repositoryRoot, say);
  const fingerprint = await buildIfStale({ say });
  const runtime = await electronRuntime(repositoryRoot, say);
  const user = await ordinaryUser(say);
  const staged = stage({ root: repositoryRoot, fingerprint, runtime, user });
  provideSandbox(staged.folder, user);
  return { stage: staged, user };
}

/**
 * The command that runs a prepared console.
 *
 * @param {Prepared} prepared
 * @param {readonly string[]} parameters of the console
 * @param {readonly string[]} [within] a program that runs the console, such as `xvfb-run`
 * @returns {[string, ...string[]]}
 */
export function consoleCommand({ stage: { executable, parameters: before }, user }, parameters, within = []) {
  const [command = executable, ...rest] = [
    ...(user ? asUser(user) : []),
    ...within,
    executable,
    ...before,
    ...parameters,
  ];
  return [command, ...rest];
}
