import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { builtFolder } from '../../../tools/paths.mjs';

/** How a command ended and what it wrote. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `metropole` as a program of its own on a workspace. */
export async function metropole(workspace: string, ...parameters: string[]): Promise<Outcome> {
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(builtFolder, 'main', 'cli.cjs'), ...parameters, '--workspace', workspace],
      { timeout: 110_000 },
      (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
      },
    );
  });
}
