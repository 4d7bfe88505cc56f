import { cpSync, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { writeBaseMap } from './base-map.mjs';

const require = createRequire(import.meta.url);

/**
 * Copies what the application reads at run time: assets, store migrations, TensorFlow's WebAssembly.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder of the build
 */
export function copyAssets(root, target) {
  const assets = join(root, 'assets');
  if (existsSync(assets)) {
    cpSync(assets, join(target, 'assets'), {
      recursive: true,
      filter: (path) => path !== join(assets, 'sample-city'),
    });
  }
  writeBaseMap(target);
  copyFiles(join(root, 'main', 'store', 'migrations'), '.sql', join(target, 'migrations'));
  const wasm = dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'));
  copyFiles(wasm, '.wasm', join(target, 'wasm'));
}

/**
 * @param {string} from folder; one that does not exist holds nothing to copy
 * @param {string} ending
 * @param {string} to folder
 */
function copyFiles(from, ending, to) {
  if (!existsSync(from)) return;
  for (const name of readdirSync(from).filter((file) => file.endsWith(ending))) {
    cpSync(join(from, name), join(to, name));
  }
}
