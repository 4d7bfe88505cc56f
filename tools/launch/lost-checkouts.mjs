import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the stages of checkouts that are no longer on this machine.
 *
 * @param {string} stages
 */
export function dropStagesOfLostCheckouts(stages) {
  for (const name of readdirSync(stages)) {
    const note = join(stages, name, 'checkout');
    if (!existsSync(note)) continue;
    const checkout = readFileSync(note, 'utf8');
    if (!existsSync(join(checkout, 'package.json')))
      rmSync(join(stages, name), { recursive: true, force: true });
  }
}
