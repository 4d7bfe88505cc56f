import { join } from 'node:path';
import { runnerImport } from 'vite';

/** Runs `child-import.ts` in a process of its own, so that it can be killed or starved. */
await runnerImport(join(import.meta.dirname, 'child-import.ts'), { configFile: false, logLevel: 'error' });
