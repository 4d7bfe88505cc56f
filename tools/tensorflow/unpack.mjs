import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';

/** The libraries of TensorFlow itself. */
export const tensorflowLibraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** What is taken out of TensorFlow's wheel. */
const ofTensorflow = [
  ...tensorflowLibraries.map((name) => `tensorflow/${name}`),
  'tensorflow/include/LICENSE',
  'tensorflow/THIRD_PARTY_NOTICES.txt',
  ...['tensorflow/c', 'tensorflow/core/platform', 'tsl/platform', 'xla/tsl/c'].map(
    (folder) => `tensorflow/include/${folder}/*.h`,
  ),
];

/** NVIDIA's assembler, which TensorFlow starts for cards that its own code was not compiled for. */
const assembler = 'nvidia/cuda_nvcc/bin/ptxas';

/** What is taken out of a wheel of NVIDIA's. */
const ofNvidia = [
  'nvidia/*/lib/*.so*',
  assembler,
  'nvidia/cuda_nvcc/nvvm/libdevice/*',
  '*.dist-info/*icense.txt',
];

/**
 * TensorFlow opens cuSOLVER from a library whose search path names the folder of every other library but not of this
 * one, and without it would use no card. Among cuBLAS's, which it needs itself, it is found.
 */
const [unsearched, searched] = ['nvidia/cusolver', 'nvidia/cublas'];

/** A wheel is a zip: Python, which fetched it, unpacks it and checks each file's sum. */
const unpacker = `
import fnmatch, json, sys, zipfile
wheel, target, wanted = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in wanted):
            print(archive.extract(name, target))
`;

/**
 * Unpacks TensorFlow and moves libraries and licences to where the addon of the package's own download has them.
 *
 * @param {string} wheel file
 * @param {{ unpacked: string, made: string }} folders what stays in `unpacked` is for the compiler alone
 */
export async function unpackTensorflow(wheel, { unpacked, made }) {
  await unpack(wheel, unpacked, ofTensorflow);
  const from = join(unpacked, 'tensorflow');
  mkdirSync(join(made, 'deps', 'lib'), { recursive: true });
  for (const name of tensorflowLibraries) renameSync(join(from, name), join(made, 'deps', 'lib', name));
  renameSync(join(from, 'include', 'LICENSE'), join(made, 'LICENSE'));
  renameSync(join(from, 'THIRD_PARTY_NOTICES.txt'), join(made, 'THIRD_PARTY_NOTICES.txt'));
}

/**
 * Unpacks a wheel of NVIDIA's beside TensorFlow's libraries, where these look for it: their paths begin
 * `$ORIGIN/../nvidia`. Its licence stays in a folder of the wheel's own name.
 *
 * @param {string} wheel file
 * @param {string} made
 */
export async function unpackNvidia(wheel, made) {
  const target = join(made, 'deps');
  await unpack(wheel, target, ofNvidia);
  const program = join(target, assembler);
  if (existsSync(program)) chmodSync(program, 0o755);
  const [from, to] = [join(target, unsearched, 'lib'), join(target, searched, 'lib')];
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) renameSync(join(from, name), join(to, name));
  rmSync(join(target, unsearched), { recursive: true });
}

/**
 * @param {string} wheel
 * @param {string} target
 * @param {readonly string[]} patterns
 */
async function unpack(wheel, target, patterns) {
  const { code, output } = await run('python3', ['-c', unpacker, wheel, target, JSON.stringify(patterns)]);
  if (code === 0) return;
  throw new SetupProblem(
    'Unpacking TensorFlow failed: free some space and run the same command again.',
    output,
  );
}
