import type { TestProject } from 'vitest/node';
import { consoleCommand, prepareConsole } from '../../tools/launch/prepare.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to start the console: command and the parameters before its own; who runs it, where not this process. */
    console: { command: readonly string[]; user: { uid: number; gid: number } | null };
  }
}

/** Builds and stages the console once for all e2e files. */
export default async function prepare(project: TestProject): Promise<void> {
  const prepared = await prepareConsole((line) => {
    console.log(line);
  });
  const user = prepared.user ?? null;
  project.provide('console', {
    command: consoleCommand(prepared, []),
    user: user && { uid: user.uid, gid: user.gid },
  });
}
