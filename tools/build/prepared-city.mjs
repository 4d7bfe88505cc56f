import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { linkTree } from '../launch/hard-links.mjs';
import { scratchFolder } from '../paths.mjs';
import { run } from '../processes.mjs';
import { sourcesFingerprint } from './fingerprint.mjs';

const limitMs = 10 * 60_000;

/** What belongs to the machine that builds. */
const ofThisMachine = ['compute.json', 'logs', 'backups', 'reports', 'spill', 'city.duckdb.wal'];

/** What a workspace of the city depends on: while none of it changes, the one of the last build is taken again. */
const ingredients = [
  'assets/sample-city',
  'models',
  'package-lock.json',
  ...['cli', 'common', 'compute', 'engine', 'forecast', 'ingest', 'practice', 'store'].map(
    (part) => `main/${part}`,
  ),
];

/**
 * Puts a workspace of the sample city into a build, imported and forecast, which every first start copies. Where it cannot be
 * made the build goes on: a first start then imports the city itself, which takes seconds more.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder of the build
 * @param {(line: string) => void} say
 */
export async function prepareCity(root, target, say) {
  if (!existsSync(join(target, 'assets', 'sample-city', 'manifest.json'))) return;
  const kept = join(scratchFolder, `${keptPrefix}${sourcesFingerprint(root, ingredients).slice(0, 16)}`);
  const folder = join(target, 'sample-workspace');
  if (!existsSync(kept)) {
    if (!(await makeWorkspace(target, folder, say))) return;
    for (const old of readdirSync(scratchFolder).filter((name) => name.startsWith(keptPrefix)))
      rmSync(join(scratchFolder, old), { recursive: true, force: true });
    renameSync(folder, kept);
  }
  linkTree(kept, folder);
}

const keptPrefix = 'prepared-city-';

/**
 * @param {string} target folder of the build
 * @param {string} folder of the workspace
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} whether it could be made
 */
async function makeWorkspace(target, folder, say) {
  // A network comes with the city; where it is of an older version a build does not take the minutes to fit another.
  const wanted = ['forecast', '--practice', '--no-networks', '--workspace', folder];
  const command = [join(target, 'main', 'cli.cjs'), ...wanted];
  const { code, output } = await run(process.execPath, command, {
    timeoutMs: limitMs,
    env: { ...process.env, METROPOLE_TENSORFLOW: 'off' },
  });
  if (code !== 0) {
    say(`The sample city could not be made ready: ${output.trim().split('\n').at(-1) ?? ''}`);
    rmSync(folder, { recursive: true, force: true });
    return false;
  }
  for (const name of ofThisMachine) rmSync(join(folder, name), { recursive: true, force: true });
  await forgetIdentity(join(folder, 'city.duckdb'));
  return true;
}

/**
 * A workspace without a name is named when it is opened.
 *
 * @param {string} database
 */
async function forgetIdentity(database) {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run('DELETE FROM workspace');
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
}
