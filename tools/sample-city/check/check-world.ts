import type { World } from '../words.ts';
import { judged, type CheckResult } from './check.ts';
import { checks } from './registry.ts';
import { Study } from './study/study.ts';
import { checkNames, type CheckName } from './thresholds.ts';

/**
 * Measures whether a world is believable. The same world gives the same figures: what is drawn at random is seeded.
 *
 * @param names the checks that are wanted; all of them where it is left out
 */
export function checkWorld(world: World, names: readonly CheckName[] = checkNames): readonly CheckResult[] {
  const study = new Study(world);
  return names.map((name) => judged(name, checks[name](study)));
}
