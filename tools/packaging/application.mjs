import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkTree } from '../launch/hard-links.mjs';
import { nativePackages } from '../launch/native-packages.mjs';
import { takeTensorflow } from '../tensorflow/stand.mjs';

/**
 * Lays out what goes into an installer: the build with the native TensorFlow that is installed, the licence and the
 * packages that stay outside the bundles.
 * The manifest names those packages alone, so that nothing already bundled is packed twice.
 *
 * @param {string} root folder that holds package.json
 * @param {string} target folder, replaced
 */
export function layOutApplication(root, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const packages = nativePackages(root);
  const { name, version, description, license, main } = manifestOf(root);
  const dependencies = Object.fromEntries(
    packages.map((dependency) => [dependency, manifestOf(join(root, 'node_modules', dependency)).version]),
  );
  const manifest = {
    name,
    version,
    description,
    license,
    author: 'Metropole contributors',
    main,
    dependencies,
  };
  writeFileSync(join(target, 'package.json'), JSON.stringify(manifest, undefined, 2));
  cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
  linkTree(join(root, 'dist'), join(target, 'dist'));
  takeTensorflow(join(root, 'dist'), join(target, 'dist'));
  for (const dependency of packages) {
    linkTree(join(root, 'node_modules', dependency), join(target, 'node_modules', dependency));
  }
}

/** @param {string} folder */
function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
