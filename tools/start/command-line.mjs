import { join } from 'node:path';
import { preparePlainNode } from '../launch/plain-node.mjs';
import { builtFolder } from '../paths.mjs';
import { runHere } from '../processes.mjs';

/**
 * `metropole …`: the command line in plain Node. What the set-up has to say goes to stderr, so that stdout holds
 * the command's answer alone.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<number>} exit status of the command
 */
export async function commandLine(parameters) {
  await preparePlainNode((line) => {
    console.error(`metropole: ${line}`);
  });
  return runHere(process.execPath, [join(builtFolder, 'main', 'cli.cjs'), ...parameters]);
}
