import { join } from 'node:path';
import { runEngineProcess } from './engine-process.ts';
import { locationsIn } from './locations.ts';

runEngineProcess(process.argv[2] ?? '{}', locationsIn(join(__dirname, '..')));
