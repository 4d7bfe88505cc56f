import { readFileSync } from 'node:fs';
import { SetupProblem } from '../setup/setup-problem.mjs';

/**
 * Refuses a processor on which TensorFlow would end its process as soon as it is loaded.
 *
 * @param {string} [architecture]
 * @param {string} [file] Linux's list of processors; where there is none, nothing is known and nothing refused
 * @throws {SetupProblem}
 */
export function refuseProcessorWithoutAvx(architecture = process.arch, file = '/proc/cpuinfo') {
  if (architecture !== 'x64') return;
  const flags = /^flags\s*:(.*)$/m.exec(textOf(file))?.[1];
  if (flags === undefined || /\bavx\b/.test(flags)) return;
  throw new SetupProblem(
    'Native TensorFlow needs a processor with AVX and this one has none: the console computes without it, there is nothing to do.',
  );
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
