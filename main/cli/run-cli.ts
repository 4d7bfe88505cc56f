import { Command, CommanderError, Option } from 'commander';
import { MetropoleError } from '../common/errors.ts';
import { languages, type Language } from '../common/view.ts';
import { wording } from '../common/wording.ts';
import { openEngine, type Creation } from '../engine/open-engine.ts';
import type { Locations } from '../engine/locations.ts';
import type { CommandWork, WorkspaceNeed } from './command.ts';
import { commands } from './commands/registry.ts';
import { exitStatus, statusOf } from './exit-status.ts';
import { processTerminal, type Terminal } from './terminal.ts';

interface GlobalOptions {
  readonly workspace: string;
  readonly json: boolean;
  readonly language: Language;
}

/** What the command line needs to know of its surroundings. */
export interface CliSurroundings {
  readonly locations: Locations;
  readonly version: string;
}

/**
 * Runs one command line.
 *
 * @param parameters what follows `metropole`
 * @returns the exit status
 */
export async function runCli(parameters: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const status: { value: number } = { value: exitStatus.done };
  const program = new Command('metropole');
  program
    .description(
      'Forecasts for a city: import, forecast, evaluate, report. A console that is open on the workspace is used.',
    )
    .version(surroundings.version)
    .exitOverride()
    .showHelpAfterError();
  const run = async (need: WorkspaceNeed, work: CommandWork): Promise<void> => {
    status.value = await withEngine(program.opts<GlobalOptions>(), need, work, surroundings);
  };
  for (const define of commands) define(program, run);
  for (const command of withSubcommands(program)) {
    command.addOption(new Option('--workspace <folder>', 'folder of the workspace').default('.'));
    command.addOption(new Option('--json', 'answer as JSON').default(false));
    command.addOption(new Option('--language <language>').choices([...languages]).default('en'));
    command.exitOverride();
    command.on('option:workspace', (folder: string) => program.setOptionValue('workspace', folder));
    command.on('option:json', () => program.setOptionValue('json', true));
    command.on('option:language', (language: string) => program.setOptionValue('language', language));
  }
  try {
    await program.parseAsync([...parameters], { from: 'user' });
    return status.value;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    return complain(thrown, terminalFor(program.opts<GlobalOptions>()));
  }
}

/** A command and all below it. */
function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** What becomes of a folder that holds no workspace. */
const creation = {
  existing: 'refused',
  'made-when-missing': 'empty',
  'practice-when-missing': 'practice',
} as const satisfies Readonly<Record<WorkspaceNeed, Creation>>;

async function withEngine(
  { workspace, json, language }: GlobalOptions,
  need: WorkspaceNeed,
  work: CommandWork,
  { locations, version }: CliSurroundings,
): Promise<number> {
  const terminal = terminalFor({ workspace, json, language });
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  process.once('SIGINT', stop);
  try {
    const engine = await openEngine({
      folder: workspace,
      create: creation[need],
      locations,
      version,
    });
    try {
      return await work({ client: engine.client, terminal, signal: abort.signal });
    } finally {
      await engine.close();
    }
  } catch (thrown) {
    return complain(thrown, terminal);
  } finally {
    process.off('SIGINT', stop);
  }
}

function terminalFor({ language, json }: GlobalOptions): Terminal {
  return processTerminal(wording(language), json);
}

function complain(thrown: unknown, terminal: Terminal): number {
  const error = MetropoleError.from(thrown);
  terminal.printJson({ error: error.toRecord() });
  const hint = terminal.wording.hint(error);
  terminal.tell(terminal.wording.error(error) + (hint === '' ? '' : ` ${hint}`));
  if (error.code === 'internal' && error.detail !== undefined) terminal.tell(error.detail);
  return statusOf(error.code);
}
