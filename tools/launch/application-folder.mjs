import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { putInPlace, scratchName } from '../setup/scratch.mjs';
import { sharedTensorflow, stampOf, standTensorflow, tensorflowOf } from '../tensorflow/stand.mjs';
import { linkTree } from './hard-links.mjs';
import { nativePackages } from './native-packages.mjs';

/** A console that was started earlier may still load files of its own build. */
const buildsKept = 2;

/**
 * A copy of the built application with only what it needs at run time, for a user who may not read the checkout.
 *
 * @param {string} root folder that holds package.json
 * @param {string} checkout stage folder of this checkout
 * @param {string} fingerprint of the build
 * @returns {string} its folder
 */
export function applicationFolder(root, checkout, fingerprint) {
  const packages = nativePackages(root);
  const tensorflow = tensorflowOf(join(root, 'dist'));
  const shared = tensorflow && sharedTensorflow(tensorflow);
  const parts = [
    fingerprint.slice(0, 16),
    String(packages.length),
    ...(tensorflow ? [stampOf(tensorflow)] : []),
  ];
  const folder = join(checkout, `app-${parts.join('-')}`);
  if (!existsSync(folder)) {
    const scratch = join(checkout, scratchName('app'));
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    cpSync(join(root, 'package.json'), join(scratch, 'package.json'));
    linkTree(join(root, 'dist'), join(scratch, 'dist'));
    standTensorflow(join(scratch, 'dist'), shared);
    for (const name of packages) {
      linkTree(join(root, 'node_modules', name), join(scratch, 'node_modules', name));
    }
    putInPlace(scratch, folder);
    dropOldBuilds(checkout);
  }
  return folder;
}

/** @param {string} checkout */
function dropOldBuilds(checkout) {
  const builds = readdirSync(checkout)
    .filter((name) => name.startsWith('app-'))
    .map((name) => join(checkout, name))
    .sort((one, other) => statSync(other).ctimeMs - statSync(one).ctimeMs);
  for (const old of builds.slice(buildsKept)) rmSync(old, { recursive: true, force: true });
}
