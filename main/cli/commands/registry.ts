import type { CommandDefinition } from '../command.ts';
import { compute } from './compute.ts';
import { evaluate } from './evaluate.ts';
import { forecast } from './forecast.ts';
import { importFiles } from './import.ts';
import { report } from './report.ts';
import { sources } from './sources.ts';

/** All commands of `metropole`. A new one is one file and one line here (and its name in `main/app/command-line.ts`). */
export const commands: readonly CommandDefinition[] = [
  importFiles,
  forecast,
  evaluate,
  report,
  sources,
  compute,
];
