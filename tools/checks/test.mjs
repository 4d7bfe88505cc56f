import { prepareConsole } from '../launch/prepare.mjs';
import { repositoryRoot } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { provideSystemPackages } from '../setup/system-packages.mjs';
import { chosenFrom } from './choice.mjs';
import { runStaticChecks, staticChecks } from './static-checks.mjs';
import { sum, summaryLine } from './tally.mjs';
import { runVitest } from './vitest.mjs';

const suites = /** @type {const} */ (['unit', 'integration', 'e2e']);

/**
 * `npm test`: sets up what is missing, then runs every check and every test; the last line is the sum over all.
 * Names after `--` choose some of them; what follows the names goes to Vitest.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<number>} exit status
 */
export async function test(parameters) {
  const { chosen, rest } = chosenFrom(parameters, [...staticChecks.map(({ name }) => name), ...suites]);
  await installDependencies(repositoryRoot, console.log);
  if (chosen.has('integration') || chosen.has('e2e')) {
    await provideSystemPackages(['window', 'screenless', 'tests'], console.log);
    await prepareConsole(console.log);
  }
  const tallies = await runStaticChecks(staticChecks.filter(({ name }) => chosen.has(name)));
  for (const suite of suites.filter((name) => chosen.has(name))) tallies.push(await runVitest(suite, rest));
  const total = sum(tallies);
  console.log(summaryLine(total));
  return total.failed === 0 ? 0 : 1;
}
