import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from '../processes.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { addonPath } from './places.mjs';
import { tryAddon } from './try-addon.mjs';
import { fetchWheel } from './wheel.mjs';

const require = createRequire(import.meta.url);
const compileLimitMs = 5 * 60_000;
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** What is taken out of the wheel: a file's whole name, or how the names of wanted headers begin. */
const wanted = {
  files: [
    ...libraries.map((name) => `tensorflow/${name}`),
    'tensorflow/include/LICENSE',
    'tensorflow/THIRD_PARTY_NOTICES.txt',
  ],
  headers: ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'xla/tsl/c/'].map(
    (folder) => `tensorflow/include/${folder}`,
  ),
};

/** A wheel is a zip: Python, which fetched it, unpacks it and checks each file's sum. */
const unpacker = `
import json, sys, zipfile
wheel, target, wanted = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name in wanted["files"] or (name.endswith(".h") and name.startswith(tuple(wanted["headers"]))):
            archive.extract(name, target)
`;

/**
 * Native TensorFlow built here: the libraries of the pinned wheel, and the binding of `@tensorflow/tfjs-node` compiled
 * against them.
 *
 * @param {object} options
 * @param {string} options.root folder that holds node_modules
 * @param {string} options.scratch folder, removed by the caller
 * @param {import('./pinned-wheel.mjs').PinnedWheel} options.wheel
 * @param {number} options.deadline epoch milliseconds
 * @param {(line: string) => void} options.say
 * @returns {Promise<import('./own-download.mjs').Made>}
 * @throws {SetupProblem}
 */
export async function fromWheel({ root, scratch, wheel, deadline, say }) {
  const file = await fetchWheel({ wheel, scratch, deadline, say });
  say('Unpacking it and compiling the binding');
  const unpacked = join(scratch, 'unpacked');
  const made = join(scratch, 'from-wheel');
  await unpack(file, unpacked);
  layOut(join(unpacked, 'tensorflow'), made);
  await compile({
    sources: join(root, 'node_modules', '@tensorflow', 'tfjs-node', 'binding'),
    headers: [
      dirname(require.resolve('node-api-headers/include/node_api.h')),
      join(unpacked, 'tensorflow', 'include'),
    ],
    made,
    limitMs: Math.min(compileLimitMs, Math.max(deadline - Date.now(), 1)),
  });
  const { tensorflow, output } = await tryAddon(made);
  if (tensorflow === undefined)
    throw new SetupProblem('Native TensorFlow was built but does not work on this machine.', output);
  rmSync(file, { force: true });
  return { folder: made, about: { tensorflow, origin: 'wheel' } };
}

/**
 * @param {string} wheel
 * @param {string} target
 */
async function unpack(wheel, target) {
  const { code, output } = await run('python3', ['-c', unpacker, wheel, target, JSON.stringify(wanted)]);
  if (code === 0) return;
  throw new SetupProblem(
    'Unpacking TensorFlow failed: free some space and run the same command again.',
    output,
  );
}

/**
 * Moves libraries and licences to where the addon of the package's own download has them.
 *
 * @param {string} unpacked
 * @param {string} made
 */
function layOut(unpacked, made) {
  mkdirSync(join(made, 'deps', 'lib'), { recursive: true });
  for (const name of libraries) renameSync(join(unpacked, name), join(made, 'deps', 'lib', name));
  renameSync(join(unpacked, 'include', 'LICENSE'), join(made, 'LICENSE'));
  renameSync(join(unpacked, 'THIRD_PARTY_NOTICES.txt'), join(made, 'THIRD_PARTY_NOTICES.txt'));
}

/** @param {{ sources: string, headers: readonly string[], made: string, limitMs: number }} what */
async function compile({ sources, headers, made, limitMs }) {
  const addon = join(made, addonPath);
  mkdirSync(dirname(addon), { recursive: true });
  const parameters = [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8'],
    ...headers.flatMap((folder) => ['-I', folder]),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(sources, name)),
    ...['-o', addon, '-L', join(made, 'deps', 'lib'), ...libraries.map((name) => `-l:${name}`)],
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ];
  const { code, output } = await run('g++', parameters, { timeoutMs: limitMs });
  if (code === 0 && existsSync(addon)) return;
  const why = code === 127 ? 'there is no g++ on the PATH' : 'g++ could not do it (its own words are above)';
  throw new SetupProblem(
    `The binding of TensorFlow could not be compiled because ${why}: install g++ 8 or newer and run the same command again; what was downloaded is kept.`,
    code === 127 ? undefined : output,
  );
}
