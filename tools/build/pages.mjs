import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

const require = createRequire(import.meta.url);

/** MapLibre's build that starts its worker from a file: the usual one needs blob workers, which the policy forbids. */
const maplibreWithoutBlobs = 'maplibre-gl/dist/maplibre-gl-csp.js';

/**
 * Builds the renderer for Chrome 114, with relative addresses and no inline code; also where a test runner has set
 * NODE_ENV, which would make Svelte compile for development.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder of the build; the pages go to its `renderer`
 */
export async function buildPages(root, target) {
  const outDir = join(target, 'renderer');
  const environment = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await bundlePages(root, outDir);
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environment;
  }
  copyFileSync(
    require.resolve('maplibre-gl/dist/maplibre-gl-csp-worker.js'),
    join(outDir, 'maplibre-gl-csp-worker.js'),
  );
}

/**
 * @param {string} root
 * @param {string} outDir
 */
async function bundlePages(root, outDir) {
  await build({
    root: join(root, 'renderer'),
    base: './',
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [svelte({ configFile: false })],
    resolve: { alias: [{ find: /^maplibre-gl$/, replacement: maplibreWithoutBlobs }] },
    build: {
      target: 'chrome114',
      outDir,
      emptyOutDir: true,
      assetsDir: 'bundle',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  });
}
