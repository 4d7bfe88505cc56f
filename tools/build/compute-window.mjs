import { join } from 'node:path';
import { build } from 'vite';

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
    define: { 'process.env.NODE_ENV': '"production"' },
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
