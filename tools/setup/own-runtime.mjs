import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { executableIn } from './runtime-layout.mjs';
import { SetupProblem } from './setup-problem.mjs';

/**
 * The runtime that METROPOLE_ELECTRON names, or undefined where it names none.
 *
 * @returns {import('./electron-runtime.mjs').Runtime | undefined}
 * @throws {SetupProblem} where the folder holds no Electron
 */
export function ownRuntime() {
  const named = process.env['METROPOLE_ELECTRON'];
  if (!named) return undefined;
  const folder = resolve(named);
  if (!existsSync(join(folder, executableIn()))) {
    throw new SetupProblem(
      `METROPOLE_ELECTRON names ${folder}, which holds no ${executableIn()}: set it to the folder of an Electron runtime, or unset it.`,
    );
  }
  return { folder, origin: 'own' };
}
