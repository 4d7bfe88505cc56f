import { spawn } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const lookEveryMs = 250;

/**
 * @typedef {object} Watch
 * @property {string} folder that the program fills
 * @property {number} stallMs how long the folder may stay as large as it is
 * @property {number} deadline epoch milliseconds at which the program must have ended; Infinity for none
 * @property {number} [mostBytes] how large the folder may become
 * @property {(bytes: number) => void} [onSize] told the folder's size again and again
 */

/**
 * Runs a program that fills a folder. It is ended with everything it started when the folder stops growing or becomes too large, at the
 * deadline, and when this process is interrupted.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, watch: Watch }} options
 * @returns {Promise<import('../processes.mjs').Finished & { endedFor?: 'stalled' | 'large' | 'late' | 'interrupted' }>} endedFor:
 *   why it was ended before its own end
 */
export function runWatched(command, parameters, { cwd, env = process.env, watch }) {
  return new Promise((resolve) => {
    const interrupt = () => end('interrupted');
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, interrupt);
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, parameters, {
      cwd,
      env,
      detached: ownGroup,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {'stalled' | 'large' | 'late' | 'interrupted' | undefined} */
    let endedFor;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    const end = (/** @type {'stalled' | 'large' | 'late' | 'interrupted'} */ reason) => {
      endedFor ??= reason;
      if (child.pid === undefined) return;
      if (ownGroup) killGroup(child.pid);
      else child.kill('SIGKILL');
    };
    let [size, since] = [-1, Date.now()];
    const timer = setInterval(() => {
      const now = Date.now();
      const bytes = sizeOf(watch.folder);
      if (bytes !== size) [size, since] = [bytes, now];
      watch.onSize?.(bytes);
      if (now > watch.deadline) end('late');
      else if (now - since > watch.stallMs) end('stalled');
      else if (bytes > (watch.mostBytes ?? Infinity)) end('large');
    }, lookEveryMs);
    const finish = (/** @type {number} */ code, said = output) => {
      clearInterval(timer);
      for (const signal of signals) process.off(signal, interrupt);
      resolve({ code, output: said, ...(endedFor && { endedFor }) });
    };
    child.on('error', (error) => finish(127, output + error.message));
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** @param {number} leader */
function killGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/**
 * Bytes on the disk of everything in a folder that fills while it is looked at: a file with holes counts without them.
 *
 * @param {string} folder
 * @returns {number}
 */
function sizeOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sum + sizeOf(path);
      if (!entry.isFile()) return sum;
      const { size, blocks } = lstatSync(path);
      return sum + Math.min(size, blocks * 512);
    }, 0);
  } catch {
    return 0;
  }
}
