import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Runs `child-practice.ts` in a process of its own, so that it can be killed. */
const child = fileURLToPath(new URL('./child-practice.ts', import.meta.url));
await runnerImport(child, { configFile: false, logLevel: 'error' });
