import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenWorlds } from '../../../../tools/sample-city/check/broken.ts';
import { checkWorld } from '../../../../tools/sample-city/check/check-world.ts';
import { repositoryRoot } from '../../../../tools/paths.mjs';
import { contentHash } from '../../../../tools/sample-city/files/content-hash.ts';
import type { Manifest } from '../../../../tools/sample-city/files/manifest.ts';
import { exportedTables } from '../../../../tools/sample-city/files/world-tables.ts';
import { makeWorld } from '../../../../tools/sample-city/make-world.ts';
import { shippedScenario } from '../../../../tools/sample-city/scenario.ts';
import type { World } from '../../../../tools/sample-city/words.ts';

describe('the city that is shipped', () => {
  const made: { world?: World } = {};

  beforeAll(() => {
    made.world = makeWorld(shippedScenario, () => undefined);
  }, 600_000);

  function shipped(): World {
    if (made.world === undefined) throw new Error('the city was not made');
    return made.world;
  }

  it('is made again with the same content', () => {
    const manifest = JSON.parse(
      readFileSync(join(repositoryRoot, 'assets', 'sample-city', 'manifest.json'), 'utf8'),
    ) as Manifest;
    expect(contentHash(exportedTables(shipped()))).toBe(manifest.content);
  });

  it('is believable by all checks', () => {
    expect(checkWorld(shipped()).filter(({ passed }) => !passed)).toEqual([]);
  });

  it.each(brokenWorlds)('is not when $name', ({ change, fails }) => {
    const results = checkWorld(change(shipped()), fails);
    expect(results.map(({ check, passed }) => [check, passed])).toEqual(fails.map((check) => [check, false]));
  });
});
