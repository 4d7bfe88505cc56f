import { availableParallelism } from 'node:os';
import { repositoryRoot } from '../paths.mjs';
import { run } from '../processes.mjs';
import { packageProgram } from './package-program.mjs';
import { one } from './tally.mjs';

const sources = ['main', 'models', 'renderer', 'tools'];

/**
 * @typedef {object} StaticCheck
 * @property {string} name as typed after `npm test --`
 * @property {() => [string, ...string[]][]} commands each a script for this Node with its parameters; all must succeed
 */

/** @type {readonly StaticCheck[]} */
export const staticChecks = [
  {
    name: 'format',
    commands: () => [[packageProgram('prettier'), '--check', '--log-level=warn', '--cache', '.']],
  },
  {
    name: 'lint',
    commands: () => [[packageProgram('eslint'), '--max-warnings=0', '.']],
  },
  {
    name: 'imports',
    commands: () => [
      [packageProgram('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.mjs', ...sources],
    ],
  },
  {
    name: 'types',
    commands: () => [
      ...[
        ...['.', 'main', 'main/tsconfig.preload.json', 'main/common', 'main/compute/window'],
        ...['models', 'tools', 'test'],
      ].map(
        (project) =>
          /** @type {[string, ...string[]]} */ ([packageProgram('typescript', 'tsc'), '-p', project]),
      ),
      [packageProgram('svelte-check'), '--workspace', 'renderer', '--fail-on-warnings', '--output', 'human'],
    ],
  },
  { name: 'unused', commands: () => [[packageProgram('knip')]] },
];

/**
 * Runs static checks side by side, as many as there are processors, and prints what each that failed had to say.
 *
 * @param {readonly StaticCheck[]} checks
 * @returns {Promise<import('./tally.mjs').Tally[]>}
 */
export async function runStaticChecks(checks) {
  const waiting = [...checks];
  /** @type {import('./tally.mjs').Tally[]} */
  const tallies = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) tallies.push(one(await isGood(check)));
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, worker));
  return tallies;
}

/** @param {StaticCheck} check */
async function isGood({ name, commands }) {
  const started = Date.now();
  /** @type {string[]} */
  const complaints = [];
  for (const command of commands()) {
    const { code, output } = await run(process.execPath, command, { cwd: repositoryRoot });
    if (code !== 0) complaints.push(output.trimEnd());
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${complaints.length === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  for (const complaint of complaints) console.log(complaint);
  return complaints.length === 0;
}
