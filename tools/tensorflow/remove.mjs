import { rmSync } from 'node:fs';
import { cacheFolder, sharedCache } from '../setup/cache-folder.mjs';
import { clearAbandoned } from '../setup/scratch.mjs';
import { removeHalves } from './half-download.mjs';
import { pinnedBuild, wheelsOf } from './pinned-wheel.mjs';
import { inUseNote, nativeFolder } from './places.mjs';
import { sharedByName } from './stand.mjs';
import { keptWheel } from './wheels.mjs';

/**
 * Removes native TensorFlow and everything that was fetched or shared for it. Consoles that run keep what they loaded.
 *
 * @param {string} [shared] cache of what every user may read
 */
export function removeTensorflow(shared = sharedCache) {
  const builds = [pinnedBuild('processor'), pinnedBuild('nvidia')].filter((build) => build !== undefined);
  const wheels = builds.flatMap((build) => wheelsOf(build));
  const kept = wheels.map((wheel) => keptWheel(wheel));
  const places = [inUseNote(), nativeFolder(), ...kept, ...sharedByName(shared)];
  for (const place of places) rmSync(place, { recursive: true, force: true });
  for (const wheel of wheels) removeHalves(wheel);
  clearAbandoned(cacheFolder());
}
