import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { tensorflowAsInNode } from './tensorflow-as-in-node.mjs';

/** Every bundle by the name of the file it becomes. */
const sides = {
  index: 'main/index.ts',
  preload: 'main/preload.ts',
  'compute-preload': 'main/compute-preload.ts',
  engine: 'main/engine/index.ts',
  compute: 'main/compute/index.ts',
  shard: 'main/compute/shards/index.ts',
  cli: 'main/cli/index.ts',
};

/** Never bundled: what Electron or Node provides, and packages that bring native code. */
const external = [/^electron($|\/)/, /^node:/, /^@duckdb\//, /\.node$/];

/**
 * Builds the privileged sides as CommonJS for Node 18, which both Electron 25 and the current one can run.
 * Each stands alone: a sandboxed page's preload cannot load a second file, and bundles that share code may end up
 * running one another, since a bundler is free to keep the shared part in any of them.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder of the build; the bundles go to its `main`
 */
export async function buildSides(root, target) {
  const standing = Object.entries(sides).filter(([, source]) => existsSync(join(root, source)));
  for (const [name, source] of standing) await bundle(root, join(target, 'main'), { [name]: source });
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
