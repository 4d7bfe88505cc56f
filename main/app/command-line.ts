import { parseArgs } from 'node:util';

/** What a start of the application is for: windows, or one command of `metropole` with no window. */
export type Start =
  | {
      readonly kind: 'windows';
      readonly workspace: string | undefined;
      readonly userData: string | undefined;
    }
  | {
      readonly kind: 'command';
      readonly workspace: string;
      /** What becomes of a folder that holds no workspace. */
      readonly creation: Creation;
      readonly parameters: readonly string[];
    };

type Creation = 'refused' | 'empty' | 'practice';

/** The words that make a start windowless: the commands of `metropole`, and what each makes of a missing workspace. */
const commands = new Map<string, Creation>([
  ['import', 'empty'],
  ['forecast', 'refused'],
  ['explain', 'refused'],
  ['train', 'refused'],
  ['models', 'refused'],
  ['actions', 'refused'],
  ['evaluate', 'refused'],
  ['report', 'practice'],
  ['safety', 'refused'],
  ['sources', 'refused'],
  ['compute', 'practice'],
]);

/**
 * Reads the parameters after the program's name. Switches of Chromium and unknown parameters are left alone.
 *
 * @param defaultWorkspace the folder a command works on when it names none
 */
export function readStart(parameters: readonly string[], defaultWorkspace: string): Start {
  const own = parameters.filter((parameter) => parameter !== '.');
  const first = own.findIndex((parameter) => commands.has(parameter));
  const { values } = parseArgs({
    args: [...own],
    options: { workspace: { type: 'string' }, 'user-data': { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const workspace = typeof values.workspace === 'string' ? values.workspace : undefined;
  if (first >= 0) {
    return {
      kind: 'command',
      workspace: workspace ?? defaultWorkspace,
      creation: commands.get(own[first] ?? '') ?? 'refused',
      parameters: own.slice(first),
    };
  }
  const userData = typeof values['user-data'] === 'string' ? values['user-data'] : undefined;
  return { kind: 'windows', workspace, userData };
}
