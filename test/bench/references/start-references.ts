import { join } from 'node:path';
import { Contestant } from './contestant.ts';
import { eager, inFunction, onnxruntime } from './names.ts';
import { installPackage, ThrowAwayPython } from './throw-away.ts';

/** TensorFlow without graphics cards, as the Python package index names it. */
const wheel = process.arch === 'x64' ? 'tensorflow-cpu' : 'tensorflow';
const onnxVersion = '1.23.2';
const onnxruntimeVersion = '1.30.0';

const here = (name: string): string => join(import.meta.dirname, name);

/**
 * Installs and starts each reference that can be had, and says of the others why not.
 *
 * @param folder that network-files.ts filled, for what is downloaded too
 * @param tensorflow version that Python shall have
 * @param onForecasting told of each that runs the network
 * @param onTraining told of each that trains it
 */
export async function startReferences(
  folder: string,
  tensorflow: string,
  onForecasting: (contestant: Contestant) => void,
  onTraining: (contestant: Contestant) => void,
): Promise<void> {
  console.log('Fetching the references …');
  const python = await orSay('Python', () => ThrowAwayPython.in(join(folder, 'python')));
  if (python === undefined) return;
  await orSay(`Python TensorFlow ${tensorflow}`, async () => {
    console.log(await python.install(wheel, tensorflow));
    for (const [name, mode] of [
      [eager, 'eager'],
      [inFunction, 'function'],
    ] as const) {
      const start = (program: string): Promise<Contestant> =>
        Contestant.start(name, python.program, ['-B', here(program), mode, folder]);
      onForecasting(await start('tensorflow_network.py'));
      onTraining(await start('tensorflow_training.py'));
    }
  });
  await orSay(onnxruntime, async () => {
    const installed = join(folder, 'onnxruntime');
    console.log(await python.install('onnx', onnxVersion));
    console.log(await installPackage(installed, 'onnxruntime-node', onnxruntimeVersion));
    await python.run(here('onnx_network.py'), [folder]);
    onForecasting(
      await Contestant.start(onnxruntime, process.execPath, [here('onnx-network.mjs'), folder, installed]),
    );
  });
}

async function orSay<Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (thrown) {
    console.log(`${what} could not be had: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return undefined;
  }
}
