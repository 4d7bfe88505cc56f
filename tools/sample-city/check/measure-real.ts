import { join } from 'node:path';
import type { CheckName } from './thresholds.ts';
import { measureLosLoop } from './real/los-loop.ts';
import { measureNewYork } from './real/new-york.ts';
import { measureTetouan } from './real/tetouan.ts';

/**
 * The figures of the checks on real cities, as far as there are data: what the thresholds say was measured.
 *
 * @param folder holds `los-loop`, `tetouan` and `nyc-crime`
 */
export function measureReal(folder: string): Partial<Record<CheckName, number>> {
  return {
    ...measureLosLoop(join(folder, 'los-loop')),
    ...measureTetouan(join(folder, 'tetouan')),
    ...measureNewYork(join(folder, 'nyc-crime')),
  };
}
