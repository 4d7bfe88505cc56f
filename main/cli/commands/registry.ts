import type { CommandDefinition } from '../command.ts';
import { actions } from './actions.ts';
import { compute } from './compute.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { forecast } from './forecast.ts';
import { importFiles } from './import.ts';
import { models } from './models.ts';
import { report } from './report.ts';
import { safety } from './safety.ts';
import { sources } from './sources.ts';
import { train } from './train.ts';

/** All commands of `metropole`. A new one is one file and one line here (and its name in `main/app/command-line.ts`). */
export const commands: readonly CommandDefinition[] = [
  importFiles,
  forecast,
  explain,
  train,
  models,
  actions,
  evaluate,
  report,
  safety,
  sources,
  compute,
];
