import { join, parse } from 'node:path';
import { build } from 'vite';
import { tensorflowAsInNode } from '../../../tools/build/tensorflow-as-in-node.mjs';

/**
 * Bundles a program for Node as the console's compute host is bundled: run from source it would drag the bundler along,
 * whose many objects make every collection of garbage slow.
 *
 * @returns the bundle's file
 */
export async function bundled(source: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [tensorflowAsInNode],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: source,
        external: [/^node:/, /\.node$/],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
  return join(folder, `${parse(source).name}.cjs`);
}
