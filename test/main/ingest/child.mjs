import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Runs `child-import.ts` in a process of its own, so that it can be killed or starved. */
const child = fileURLToPath(new URL('./child-import.ts', import.meta.url));
await runnerImport(child, { configFile: false, logLevel: 'error' });
