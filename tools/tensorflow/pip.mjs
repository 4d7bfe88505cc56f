import { join } from 'node:path';
import { answerOf } from '../processes.mjs';

/** Python's own client, as the start of a command line of Python. @typedef {readonly string[]} Pip */

/** The client that this machine has. @type {Pip} */
export const ownPip = ['-m', 'pip'];

/** The first version that goes on with a download that was cut, from where it was. */
const firstThatResumes = [25, 1];

/**
 * A newer client, which is a wheel like any other and runs as it was fetched, not installed.
 *
 * @type {import('./pinned-wheel.mjs').PinnedWheel}
 */
export const newerPip = {
  package: 'pip',
  version: '25.3',
  python: '3.12',
  platform: 'any',
  sha256: '9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd',
  megabytes: 2,
};

/**
 * A client in its wheel.
 *
 * @param {string} wheel file
 * @returns {Pip}
 */
export function pipInside(wheel) {
  return [join(wheel, 'pip')];
}

/**
 * Whether a client goes on with a download that was cut; false where it does not run at all.
 *
 * @param {Pip} pip
 */
export function resumes(pip) {
  const version = /^pip (\d+)\.(\d+)/.exec(answerOf('python3', [...pip, '--version']) ?? '');
  if (version === null) return false;
  const [major = 0, minor = 0] = version.slice(1).map(Number);
  const [leastMajor = 0, leastMinor = 0] = firstThatResumes;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
