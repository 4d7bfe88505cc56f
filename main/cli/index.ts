import { join } from 'node:path';
import { locationsIn } from '../engine/locations.ts';
import { runCli } from './run-cli.ts';
import packageJson from '../../package.json' with { type: 'json' };

const surroundings = { locations: locationsIn(join(__dirname, '..')), version: packageJson.version };

void runCli(process.argv.slice(2), surroundings).then((status) => {
  // As a process of Electron nothing else would end this one; what was written goes out first.
  process.stdout.write('', () => process.exit(status));
});
