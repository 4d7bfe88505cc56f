import { readdirSync } from 'node:fs';
import { answerOf, isOnPath } from '../processes.mjs';

/**
 * @typedef {object} SystemNeed
 * @property {string} package Debian's name for it before the 64-bit time renames
 * @property {Purpose} purpose
 * @property {() => boolean} isThere
 *
 * @typedef {'window' | 'screenless' | 'tests' | 'tensorflow'} Purpose
 *   window: an Electron window; screenless: a display where there is none; tests: fonts and PDF tools;
 *   tensorflow: to build the native one
 */

/** @type {readonly SystemNeed[]} */
export const systemNeeds = [
  { package: 'libgtk-3-0', purpose: 'window', isThere: () => hasLibrary('libgtk-3.so.0') },
  { package: 'libnss3', purpose: 'window', isThere: () => hasLibrary('libnss3.so') },
  { package: 'libasound2', purpose: 'window', isThere: () => hasLibrary('libasound.so.2') },
  { package: 'libgbm1', purpose: 'window', isThere: () => hasLibrary('libgbm.so.1') },
  { package: 'libxss1', purpose: 'window', isThere: () => hasLibrary('libXss.so.1') },
  { package: 'libnotify4', purpose: 'window', isThere: () => hasLibrary('libnotify.so.4') },
  { package: 'xvfb', purpose: 'screenless', isThere: () => isOnPath('Xvfb') && isOnPath('xvfb-run') },
  { package: 'xauth', purpose: 'screenless', isThere: () => isOnPath('xauth') },
  { package: 'libgl1-mesa-dri', purpose: 'screenless', isThere: hasSoftwareDriver },
  { package: 'fonts-noto-cjk', purpose: 'tests', isThere: hasChineseFont },
  { package: 'poppler-utils', purpose: 'tests', isThere: () => isOnPath('pdftoppm') },
  { package: 'python3-pip', purpose: 'tensorflow', isThere: hasPip },
  { package: 'g++', purpose: 'tensorflow', isThere: () => isOnPath('g++') },
];

/** @type {string | undefined} */
let libraries;

/** @param {string} name */
function hasLibrary(name) {
  libraries ??= answerOf('/sbin/ldconfig', ['-p']) ?? '';
  return libraries.includes(`${name} `);
}

function hasSoftwareDriver() {
  return librariesFolders().some((folder) => namesIn(`${folder}/dri`).length > 0);
}

function hasPip() {
  return answerOf('python3', ['-m', 'pip', '--version']) !== undefined;
}

/** Forgets what was found, after something was installed. */
export function lookAgain() {
  libraries = undefined;
}

function librariesFolders() {
  return ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
}

function hasChineseFont() {
  const listed = answerOf('fc-list', [':lang=zh-cn', 'family']);
  if (listed !== undefined) return listed.trim() !== '';
  return namesIn('/usr/share/fonts/opentype/noto').some((name) => name.includes('CJK'));
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
