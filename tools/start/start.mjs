import { hasDisplay } from '../launch/display.mjs';
import { headlessReport } from '../launch/headless-report.mjs';
import { consoleCommand, prepareConsole } from '../launch/prepare.mjs';
import { preparePlainNode } from '../launch/plain-node.mjs';
import { runHere } from '../processes.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { provideSystemPackages } from '../setup/system-packages.mjs';

/** @param {string} line */
function say(line) {
  console.log(`metropole: ${line}`);
}

/**
 * `npm start`: sets up what is missing, builds if stale, opens the console. Without a display it says so and does
 * the main job headless.
 *
 * @param {readonly string[]} parameters handed on to the console
 * @returns {Promise<number>} exit status
 */
export async function start(parameters) {
  if (!hasDisplay()) return startWithoutDisplay();
  await provideSystemPackages(['window'], say);
  const prepared = await prepareConsole(say);
  const [command, ...rest] = consoleCommand(prepared, parameters);
  return runHere(command, rest, { cwd: prepared.stage.folder });
}

/** @returns {Promise<number>} exit status */
async function startWithoutDisplay() {
  say(
    'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY): forecasting and writing the report instead',
  );
  return headlessReport({ prepared: await preparedForVirtualDisplay(), say });
}

/** Undefined where this machine cannot have a virtual display or an Electron; the reason has been said. */
async function preparedForVirtualDisplay() {
  try {
    await provideSystemPackages(['window', 'screenless'], say);
    return await prepareConsole(say);
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    say(`${error.message} Going on in plain Node: the report has an SVG map and is HTML only.`);
    await preparePlainNode(say);
    return undefined;
  }
}
