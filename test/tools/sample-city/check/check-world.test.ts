import { describe, expect, it } from 'vitest';
import { brokenWorlds } from '../../../../tools/sample-city/check/broken.ts';
import { checkWorld } from '../../../../tools/sample-city/check/check-world.ts';
import { checkNames } from '../../../../tools/sample-city/check/thresholds.ts';
import { smallWorld } from './small-world/small-world.ts';

const world = smallWorld();

describe('the checks', () => {
  it('pass a believable world', () => {
    const results = checkWorld(world);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });

  it.each(brokenWorlds)('notice that $name', ({ change, fails }) => {
    const results = checkWorld(change(world), fails);
    expect(results.map(({ check, passed }) => [check, passed])).toEqual(fails.map((check) => [check, false]));
  });

  it('can each fail', () => {
    expect(new Set(brokenWorlds.flatMap(({ fails }) => fails))).toEqual(new Set(checkNames));
  });
});
