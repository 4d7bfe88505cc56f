import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { locationsIn, type Locations } from '../main/engine/locations.ts';
import { builtFolder } from '../tools/paths.mjs';

/**
 * Where the build that is tested keeps its parts. Without the sample city: a workspace for practice is filled with a small one,
 * which takes no seconds.
 * @throws Error when there is none: `npm run build` makes it */
export function builtLocations(): Locations {
  if (!existsSync(join(builtFolder, 'main', 'compute.cjs')))
    throw new Error('Nothing is built: npm run build');
  const nowhere = join(builtFolder, 'no-sample-city');
  return { ...locationsIn(builtFolder), sampleCity: nowhere, sampleWorkspace: nowhere };
}
