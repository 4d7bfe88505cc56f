import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtFolder, repositoryRoot, scratchFolder } from '../paths.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { nativeFolder, readyTensorflow } from '../tensorflow/places.mjs';

/**
 * Builds the generator of the sample city, which is TypeScript, and runs it.
 *
 * @param {readonly string[]} parameters
 * @returns {Promise<number>} exit status
 */
export async function runGenerator(parameters) {
  await installDependencies(repositoryRoot, console.log);
  const outDir = join(scratchFolder, 'sample-city');
  const { build } = await import('vite');
  await build({
    root: repositoryRoot,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: join(repositoryRoot, 'tools', 'sample-city', 'command.ts'),
      target: 'node20',
      outDir,
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: { output: { entryFileNames: 'command.mjs' } },
    },
  });
  const { sampleCity } = await import(pathToFileURL(join(outDir, 'command.mjs')).href);
  const tensorflow = readyTensorflow() ? nativeFolder() : '';
  return sampleCity(parameters, { root: repositoryRoot, built: builtFolder, tensorflow });
}
