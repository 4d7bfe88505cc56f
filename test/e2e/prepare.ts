import type { TestProject } from 'vitest/node';
import { asUser } from '../../tools/launch/as-user.mjs';
import { prepareConsole } from '../../tools/launch/prepare.mjs';
import { type User } from '../../tools/setup/ordinary-user.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to start the console. */
    console: {
      /** Goes before a command to run it as the ordinary user; empty where this process is one. */
      readonly asUser: readonly string[];
      /** The executable and what stands before the console's own parameters. */
      readonly command: readonly string[];
      readonly user: User | null;
    };
  }
}

/** Builds and stages the console once for all e2e files. */
export default async function prepare(project: TestProject): Promise<void> {
  const prepared = await prepareConsole((line) => {
    console.log(line);
  });
  const { stage, user } = prepared;
  project.provide('console', {
    asUser: user ? asUser(user) : [],
    command: [stage.executable, ...stage.parameters],
    user: user ?? null,
  });
}
