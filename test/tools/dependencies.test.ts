import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { programs, runModule, temporaryFolder, writeTree, type Outcome } from './shims.ts';

const dependencies = new URL('../../tools/setup/dependencies.mjs', import.meta.url).href;

/** A stand-in for npm that notes each call and leaves a `node_modules` behind. */
const workingNpm = 'echo "$@" >> npm-calls; rm -rf node_modules; mkdir node_modules';

function checkoutWithLock(version: string): string {
  const root = temporaryFolder();
  writeTree(root, { 'package-lock.json': lockOf(version) });
  return root;
}

function lockOf(version: string): string {
  return JSON.stringify({ packages: { '': { version: '1.0.0' }, 'node_modules/thing': { version } } });
}

function install(root: string, npm = workingNpm): Outcome {
  const path = [programs({ npm }), process.env['PATH']].join(delimiter);
  const text = `import { installDependencies } from ${JSON.stringify(dependencies)};
    await installDependencies(${JSON.stringify(root)}, console.log).catch((problem) => {
      console.error(problem.message);
      process.exitCode = 1;
    });`;
  return runModule(text, { PATH: path });
}

function callsOfNpm(root: string): number {
  const notes = join(root, 'npm-calls');
  return existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n').length : 0;
}

test('installs once, and again only when the lock file has changed', () => {
  const root = checkoutWithLock('1.0.0');
  install(root);
  install(root);
  expect(callsOfNpm(root)).toBe(1);
  writeTree(root, { 'package-lock.json': lockOf('1.0.1') });
  install(root);
  expect(callsOfNpm(root)).toBe(2);
});

test('an installation that was cut short is made again', () => {
  const root = checkoutWithLock('1.0.0');
  install(root, 'mkdir node_modules; kill -9 $$');
  expect(install(root).status).toBe(0);
  expect(callsOfNpm(root)).toBe(1);
});

test("somebody's own npm install that agrees with the lock is left alone", () => {
  const root = checkoutWithLock('1.0.0');
  writeTree(root, { 'node_modules/.package-lock.json': lockOf('1.0.0') });
  install(root);
  expect(callsOfNpm(root)).toBe(0);
  writeTree(root, { 'package-lock.json': lockOf('2.0.0') });
  install(root);
  expect(callsOfNpm(root)).toBe(1);
});

test.each([
  ['ENOTFOUND', /registry cannot be reached: connect this machine/],
  ['ENOSPC', /the disk is full: free some space/],
  ['EACCES', /may not be written: make this checkout yours with `sudo chown/],
])('npm failing with %s ends as one sentence', (code, sentence) => {
  const outcome = install(checkoutWithLock('1.0.0'), `echo "npm error code ${code}" >&2; exit 1`);
  expect(outcome.status).toBe(1);
  expect(outcome.stderr.trim()).toMatch(sentence);
  expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
});
