import type { Command } from 'commander';
import type { EngineClient } from '../common/contract/engine-contract.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface CommandContext {
  readonly client: EngineClient;
  readonly terminal: Terminal;
  /** Fires with Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Runs with the engine of `--workspace`; gives the exit status. */
export type CommandWork = (context: CommandContext) => Promise<number>;

/** How the workspace is treated when the folder holds none. */
export type WorkspaceNeed = 'existing' | 'made-when-missing' | 'practice-when-missing';

/** Adds a command to the program. `run` opens the workspace, does the work and ends the process with its status. */
export type CommandDefinition = (
  program: Command,
  run: (need: WorkspaceNeed, work: CommandWork) => Promise<void>,
) => void;
