import { isOnPath, run } from '../processes.mjs';
import { installableName } from './package-names.mjs';
import { SetupProblem } from './setup-problem.mjs';
import { lookAgain, systemNeeds } from './system-needs.mjs';

/** Another apt-get may be at work, such as the one that keeps a machine up to date: wait for it. */
const patient = ['-o', 'DPkg::Lock::Timeout=300'];

/**
 * Sees to the system packages that some purposes need: installs them as root on Debian and Ubuntu, otherwise names
 * the one command to type. Other systems bring them themselves, or are told what is missing.
 *
 * @param {readonly import('./system-needs.mjs').Purpose[]} purposes
 * @param {(line: string) => void} say
 * @throws {SetupProblem}
 */
export async function provideSystemPackages(purposes, say) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(purposes);
  if (missing.length === 0) return;
  if (!isOnPath('apt-get')) {
    throw new SetupProblem(
      `This machine lacks ${missing.join(', ')} (Debian's names): install them with its package manager and run the same command again.`,
    );
  }
  if (process.getuid?.() !== 0) throw new SetupProblem(sentenceFor(missing));
  say(`Installing the system packages ${missing.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', [...patient, 'update'], { env: environment });
  const names = missing.map((name) => installableName(name));
  const parameters = [...patient, 'install', '--yes', '--no-install-recommends', ...names];
  const { code, output } = await run('apt-get', parameters, { env: environment });
  lookAgain();
  if (code !== 0) throw new SetupProblem(sentenceFor(missing), output);
}

/**
 * Debian's names of what is missing for some purposes.
 *
 * @param {readonly import('./system-needs.mjs').Purpose[]} purposes
 */
export function missingPackages(purposes) {
  return systemNeeds
    .filter((need) => purposes.includes(need.purpose) && !need.isThere())
    .map((need) => need.package);
}

/** @param {readonly string[]} missing */
function sentenceFor(missing) {
  const names = missing.map((name) => installableName(name)).join(' ');
  return `System packages are missing: type \`sudo apt-get update && sudo apt-get install -y ${names}\` and run the same command again.`;
}
