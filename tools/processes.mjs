import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants as access, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Finished
 * @property {number} code exit status; 1 where a signal ended the process
 * @property {string} output stdout and stderr together, in the order they came
 */

/**
 * Runs a program to its end and keeps what it printed.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<Finished>} code 127 where the program does not exist
 */
export function run(command, parameters, { cwd, env = process.env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd,
      env,
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a program on this terminal and passes interrupts on to it, with `withAll` to everything that it started besides:
 * `xvfb-run` ended by itself leaves its display and its command behind. After an interrupt this process ends with it.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, withAll?: boolean }} [options]
 * @returns {Promise<number>} exit status
 */
export function runHere(command, parameters, { cwd, env = process.env, withAll = false } = {}) {
  return new Promise((resolve, reject) => {
    /** @type {NodeJS.Signals | undefined} */
    let interrupt;
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      interrupt = signal;
      if (withAll && child.pid !== undefined) process.kill(-child.pid, signal);
      else child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, passOn);
    const child = spawn(command, parameters, { cwd, env, stdio: 'inherit', detached: withAll });
    const listenNoMore = () => {
      for (const signal of signals) process.off(signal, passOn);
    };
    child.on('error', (error) => {
      listenNoMore();
      reject(error);
    });
    child.on('close', (code) => {
      listenNoMore();
      if (interrupt !== undefined) process.exit(code ?? 128 + constants.signals[interrupt]);
      resolve(code ?? 1);
    });
  });
}

/**
 * What a short program prints on stdout, or undefined where it fails or does not exist.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 */
export function answerOf(command, parameters) {
  const { status, stdout } = spawnSync(command, parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 1 << 26,
  });
  return status === 0 ? stdout : undefined;
}

/**
 * Whether a program of this name can be run.
 *
 * @param {string} name
 */
export function isOnPath(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, name)));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, access.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
