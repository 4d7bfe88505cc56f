import { prepareConsole } from '../launch/prepare.mjs';
import { repositoryRoot } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { isFullDisk, SetupProblem } from '../setup/setup-problem.mjs';
import { provideSystemPackages } from '../setup/system-packages.mjs';
import { chosenFrom } from './choice.mjs';
import { nativeTensorflow } from './native-tensorflow.mjs';
import { runStaticChecks, staticChecks } from './static-checks.mjs';
import { one, sum, summaryLine } from './tally.mjs';
import { runVitest } from './vitest.mjs';

const suites = /** @type {const} */ (['unit', 'integration', 'e2e']);

/**
 * `npm test`: sets up what is missing, then runs every check and every test; the last line is the sum over all.
 * The console under test computes without native TensorFlow, wherever that is installed; what tests native TensorFlow
 * loads it itself.
 * Names after `--` choose some of them; what follows the names goes to Vitest.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<number>} exit status
 */
export async function test(parameters) {
  const { chosen, rest } = chosenFrom(parameters, [...staticChecks.map(({ name }) => name), ...suites]);
  await installDependencies(repositoryRoot, console.log);
  process.env['METROPOLE_TENSORFLOW'] ??= 'off';
  const needsConsole = chosen.has('integration') || chosen.has('e2e');
  if (needsConsole) await provideSystemPackages(['window', 'screenless', 'tests'], console.log);
  const stands = !needsConsole || (await consoleStands());
  const tallies = stands ? [] : [one(false)];
  tallies.push(...(await runStaticChecks(staticChecks.filter(({ name }) => chosen.has(name)))));
  if (needsConsole && stands) tallies.push(await nativeTensorflow());
  for (const suite of suites.filter((name) => chosen.has(name) && (stands || name === 'unit'))) {
    tallies.push(await runVitest(suite, rest));
  }
  const total = sum(tallies);
  console.log(summaryLine(total));
  return total.failed === 0 ? 0 : 1;
}

/** Whether the console could be built and staged; a build that fails is a failure like any other, not the end. */
async function consoleStands() {
  try {
    await prepareConsole(console.log);
    return true;
  } catch (error) {
    if (error instanceof SetupProblem || isFullDisk(error)) throw error;
    console.log(`FAILED  build: integration and e2e tests need it and are left out`);
    console.log(error instanceof Error ? error.message : error);
    return false;
  }
}
