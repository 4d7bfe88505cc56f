import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from '../processes.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { wheelsOf } from './pinned-wheel.mjs';
import { addonPath } from './places.mjs';
import { tryAddon } from './try-addon.mjs';
import { tensorflowLibraries, unpackNvidia, unpackTensorflow } from './unpack.mjs';
import { fetchWheels, keptWheel } from './wheels.mjs';

const require = createRequire(import.meta.url);
const compileLimitMs = 5 * 60_000;

/**
 * Native TensorFlow built here: the libraries of the pinned wheels, and the binding of `@tensorflow/tfjs-node` compiled
 * against them.
 *
 * @param {object} options
 * @param {string} options.root folder that holds node_modules
 * @param {string} options.scratch folder, removed by the caller
 * @param {import('./pinned-wheel.mjs').PinnedBuild} options.build
 * @param {number} options.deadline epoch milliseconds
 * @param {(line: string) => void} options.say
 * @returns {Promise<import('./own-download.mjs').Made>}
 * @throws {SetupProblem}
 */
export async function fromWheels({ root, scratch, build, deadline, say }) {
  await fetchWheels({ build, scratch, deadline, say });
  say('Unpacking it and compiling the binding');
  const unpacked = join(scratch, 'unpacked');
  const made = join(scratch, 'from-wheels');
  await unpackTensorflow(keptWheel(build.tensorflow), { unpacked, made });
  await compile({
    sources: join(root, 'node_modules', '@tensorflow', 'tfjs-node', 'binding'),
    headers: [
      dirname(require.resolve('node-api-headers/include/node_api.h')),
      join(unpacked, 'tensorflow', 'include'),
    ],
    made,
    limitMs: Math.min(compileLimitMs, Math.max(deadline - Date.now(), 1)),
  });
  for (const wheel of build.libraries) await unpackNvidia(keptWheel(wheel), made);
  const { tensorflow, output } = await tryAddon(made);
  if (tensorflow === undefined)
    throw new SetupProblem('Native TensorFlow was built but does not work on this machine.', output);
  for (const wheel of wheelsOf(build)) rmSync(keptWheel(wheel), { force: true });
  return { folder: made, about: { tensorflow, origin: 'wheel', ...(build.cuda && { cuda: build.cuda }) } };
}

/** @param {{ sources: string, headers: readonly string[], made: string, limitMs: number }} what */
async function compile({ sources, headers, made, limitMs }) {
  const addon = join(made, addonPath);
  mkdirSync(dirname(addon), { recursive: true });
  const parameters = [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8'],
    ...headers.flatMap((folder) => ['-I', folder]),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(sources, name)),
    ...['-o', addon, '-L', join(made, 'deps', 'lib'), ...tensorflowLibraries.map((name) => `-l:${name}`)],
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
