import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { builtFolder } from '../../tools/paths.mjs';

/** How a command ended and what it wrote. */
export interface CommandResult {
  readonly status: number;
  readonly answer: string;
  /** What it said meanwhile, on stderr. */
  readonly said: string;
}

/** Runs `metropole` in plain Node, beside whatever console is open. */
export async function commandLine(parameters: readonly string[]): Promise<CommandResult> {
  return runToEnd(process.execPath, [join(builtFolder, 'main', 'cli.cjs'), ...parameters]);
}

/** Runs a program until it ends by itself. */
export async function runToEnd(
  command: string,
  parameters: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<CommandResult> {
  const child = spawn(command, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let answer = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (answer += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  return { status: child.exitCode ?? -1, answer, said };
}
