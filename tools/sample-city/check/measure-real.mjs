import { resolve } from 'node:path';
import { runnerImport } from 'vite';

/** What the checks find in real cities: `node tools/sample-city/check/measure-real.mjs [folder of the data]`. */
const [folder = process.env['METROPOLE_DATA'] ?? '../shared/data'] = process.argv.slice(2);
const { module } = await runnerImport(resolve(import.meta.dirname, 'measure-real.ts'), {
  configFile: false,
  logLevel: 'warn',
});
console.log(module.measureReal(resolve(folder)));
