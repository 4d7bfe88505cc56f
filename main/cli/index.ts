import { join } from 'node:path';
import { locationsIn } from '../engine/locations.ts';
import { runCli } from './run-cli.ts';
import packageJson from '../../package.json' with { type: 'json' };

const surroundings = { locations: locationsIn(join(__dirname, '..')), version: packageJson.version };

void runCli(process.argv.slice(2), surroundings).then((status) => {
  process.exitCode = status;
});
