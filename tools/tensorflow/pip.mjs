import { join } from 'node:path';
import { answerOf } from '../processes.mjs';

/**
 * @typedef {object} Pip Python's own client
 * @property {readonly string[]} command how a command line of Python begins that runs it
 * @property {boolean} resumes whether it goes on with a download that was cut
 */

/**
 * The client that this machine has.
 *
 * @returns {Pip}
 */
export function ownPip() {
  return pip(['-m', 'pip']);
}

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
  return pip([join(wheel, 'pip')]);
}

/**
 * @param {readonly string[]} command
 * @returns {Pip}
 */
function pip(command) {
  const version = /^pip (\d+)\.(\d+)/.exec(answerOf('python3', [...command, '--version']) ?? '');
  const [major = 0, minor = 0] = version?.slice(1).map(Number) ?? [];
  const [leastMajor = 0, leastMinor = 0] = firstThatResumes;
  return { command, resumes: major > leastMajor || (major === leastMajor && minor >= leastMinor) };
}
