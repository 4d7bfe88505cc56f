import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { tensorflowAsInNode } from './tensorflow-as-in-node.mjs';

/** Bundles that may share chunks, by the name of the file they become. */
const sharing = {
  index: 'main/index.ts',
  engine: 'main/engine/index.ts',
  compute: 'main/compute/index.ts',
  cli: 'main/cli/index.ts',
};

/** Never bundled: what Electron or Node provides, and packages that bring native code. */
const external = [/^electron($|\/)/, /^node:/, /^@duckdb\//, /^@tensorflow\/tfjs-node($|\/)/, /\.node$/];

/**
 * Builds the privileged sides as CommonJS for Node 18, which both Electron 25 and the current one can run.
 * The preload stands alone: a sandboxed page's preload cannot load a second file.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder of the build; the bundles go to its `main`
 */
export async function buildSides(root, target) {
  const entries = Object.entries(sharing).filter(([, source]) => existsSync(join(root, source)));
  await bundle(root, join(target, 'main'), Object.fromEntries(entries));
  await bundle(root, join(target, 'main'), { preload: 'main/preload.ts' });
}

/**
 * @param {string} root
 * @param {string} outDir
 * @param {Record<string, string>} input bundle name to source
 */
async function bundle(root, outDir, input) {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [tensorflowAsInNode],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node18',
      outDir,
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external,
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  });
}
