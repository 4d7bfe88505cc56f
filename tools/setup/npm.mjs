import { run } from '../processes.mjs';
import { SetupProblem } from './setup-problem.mjs';

const networkFaults =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/**
 * Runs npm; where it fails, says in one sentence why and what to type.
 *
 * @param {readonly string[]} parameters
 * @param {{ cwd: string, doing: string }} context doing: what for, as in `Installing the packages`
 * @returns {Promise<string>} what npm printed
 * @throws {SetupProblem}
 */
export async function npm(parameters, { cwd, doing }) {
  const [command, ...before] = npmCommand();
  const quick = ['--fetch-retries=2', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];
  const { code, output } = await run(command, [...before, ...parameters, ...quick], { cwd });
  if (code !== 0) throw new SetupProblem(sentenceForNpm(output, doing), output);
  return output;
}

/**
 * @param {string} output what npm printed before it failed
 * @param {string} doing
 */
export function sentenceForNpm(output, doing) {
  if (/\bENOSPC\b/.test(output)) {
    return `${doing} failed because the disk is full: free some space and run the same command again.`;
  }
  if (networkFaults.test(output)) {
    return `${doing} failed because the npm registry cannot be reached: connect this machine to the network, or name a mirror with \`npm config set registry ADDRESS\`, and run the same command again.`;
  }
  if (/\b(EACCES|EPERM)\b/.test(output)) {
    return `${doing} failed because a folder may not be written: make this checkout yours with \`sudo chown -R "$USER" .\` and run the same command again.`;
  }
  return `${doing} failed (npm's own words are above): mend what it names and run the same command again.`;
}

/** @returns {[string, ...string[]]} on Windows npm is a script that only a shell could start */
function npmCommand() {
  const script = process.env['npm_execpath'];
  if (process.platform === 'win32' && script !== undefined) return [process.execPath, script];
  return ['npm'];
}
