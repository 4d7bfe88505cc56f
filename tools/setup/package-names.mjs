import { answerOf } from '../processes.mjs';

/**
 * The name under which this release of Debian or Ubuntu installs a package: libraries that were rebuilt for 64-bit
 * time carry `t64` at the end, and their old names may live on as names only.
 *
 * @param {string} name as it was before
 * @param {(name: string) => boolean} [canInstall]
 */
export function installableName(name, canInstall = hasCandidate) {
  const renamed = `${name}t64`;
  return canInstall(renamed) ? renamed : name;
}

/** @param {string} name */
function hasCandidate(name) {
  const policy = answerOf('apt-cache', ['policy', name]) ?? '';
  const candidate = /^\s*Candidate:\s*(\S+)/m.exec(policy)?.[1];
  return candidate !== undefined && candidate !== '(none)';
}
