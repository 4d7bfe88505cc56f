import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay } from '../launch/display.mjs';
import { virtualDisplay } from '../launch/virtual-display.mjs';
import { repositoryRoot, scratchFolder } from '../paths.mjs';
import { runHere } from '../processes.mjs';
import { packageProgram } from './package-program.mjs';
import { vitestCounts } from './vitest-counts.mjs';

/**
 * Runs one Vitest project on this terminal and counts its tests.
 *
 * @param {'unit' | 'integration' | 'e2e'} project
 * @param {readonly string[]} filters parts of file names, or options of Vitest
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runVitest(project, filters) {
  mkdirSync(scratchFolder, { recursive: true });
  const file = join(scratchFolder, `${project}-${String(process.pid)}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const vitest = [
    process.execPath,
    packageProgram('vitest'),
    'run',
    '--project',
    project,
    '--passWithNoTests',
  ];
  const needsDisplay = project === 'e2e' && process.platform === 'linux' && !hasDisplay();
  const [command = '', ...parameters] = [
    ...(needsDisplay ? virtualDisplay : []),
    ...vitest,
    ...reporters,
    ...filters,
  ];
  const exitCode = await runHere(command, parameters, { cwd: repositoryRoot, withAll: needsDisplay });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(file, { force: true });
  return vitestCounts(report, exitCode);
}
