import { resolve } from 'node:path';
import { runnerImport } from 'vite';

/** Runs one bench: `node test/bench/run.mjs import`. */
const [name = ''] = process.argv.slice(2);
await runnerImport(resolve(import.meta.dirname, `${name}.ts`), { configFile: false, logLevel: 'warn' });
