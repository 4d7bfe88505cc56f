import { join } from 'node:path';
import { build } from 'vite';

/**
 * A bundler would put nothing in the place of what only Node has, and the page would fail when it gets there.
 *
 * @type {import('vite').Plugin}
 */
const nothingOfNode = {
  name: 'nothing-of-node',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^node:/ },
    handler: (id, importer) => {
      throw new Error(`${String(importer)} imports ${id}, but runs in a page`);
    },
  },
};

/**
 * A package for long integers tries a little WebAssembly while it loads, and does without where there is none. The page's
 * policy forbids it, which would be reported as a breach.
 */
const define = { 'process.env.NODE_ENV': '"production"', WebAssembly: 'undefined' };

/**
 * Builds the page of the hidden window that computes on the graphics card: one script, no inline code.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder of the build; the page goes to its `compute-window`
 */
export async function buildComputeWindow(root, target) {
  await build({
    root: join(root, 'main', 'compute', 'window'),
    base: './',
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [nothingOfNode],
    define,
    build: {
      target: 'chrome114',
      outDir: join(target, 'compute-window'),
      emptyOutDir: true,
      assetsDir: 'bundle',
      chunkSizeWarningLimit: 4000,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  });
}
