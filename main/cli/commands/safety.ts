import { Option, type Command } from 'commander';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { IncidentKindId } from '../../common/happenings.ts';
import { safetyCategories, safetySwitches, type SafetySwitchId } from '../../common/safety-categories.ts';
import type { CommandContext, CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { cellLines, equityLines, mapLines, recordLines } from '../expected-lines.ts';
import { countOf } from '../option-values.ts';
import { seenLines, standInLines, useLines } from '../safety-use-lines.ts';
import { readInstant } from './forecast.ts';

interface AskedOptions {
  readonly at?: number;
  readonly hours: '6' | '24';
  readonly categories?: IncidentKindId[];
}

interface PurposeOptions {
  readonly name: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly categories: IncidentKindId[];
  readonly until: number;
}

interface Reason {
  readonly reason: string;
}

type Doing = (work: (context: CommandContext) => Promise<void>) => Promise<void>;

const reasonText = 'why, up to 200 characters';

export const safety: CommandDefinition = (program, run) => {
  const doing: Doing = async (work) => {
    await run('existing', async (context) => {
      await work(context);
      return exitStatus.done;
    });
  };
  const command = program
    .command('safety')
    .description('incidents to be expected, and who answers for using such forecasts');
  addExpected(command, doing);
  addUse(command, doing);
};

/** The forecasts themselves. */
function addExpected(command: Command, doing: Doing): void {
  asking(command.command('map').description('expected incidents of each cell, the most first')).action(
    async (options: AskedOptions) => {
      await doing(async ({ client, terminal, signal }) => {
        const answer = await client.call('safety.map', askedOf(options), {
          signal,
          onProgress: terminal.progress,
        });
        terminal.printJson(answer);
        for (const line of mapLines(answer, terminal.wording)) terminal.print(line);
      });
    },
  );
  asking(
    command
      .command('cell')
      .description('one cell and what is behind its number')
      .argument('<cell>', 'as map names it'),
  ).action(async (cell: string, options: AskedOptions) => {
    await doing(async ({ client, terminal, signal }) => {
      const asked = { ...askedOf(options), cell };
      const answer = await client.call('safety.cell', asked, { signal, onProgress: terminal.progress });
      terminal.printJson(answer);
      for (const line of cellLines(answer, terminal.wording)) terminal.print(line);
    });
  });
  asking(
    command.command('record').description('how right forecasts were in every district and shift'),
  ).action(async (options: AskedOptions) => {
    await doing(async ({ client, terminal, signal }) => {
      const answer = await client.call('safety.record', askedOf(options), {
        signal,
        onProgress: terminal.progress,
      });
      terminal.printJson(answer);
      for (const line of recordLines(answer, terminal.wording)) terminal.print(line);
    });
  });
  asking(
    command.command('equity').description('what each district is expected to have, beside its people'),
  ).action(async (options: AskedOptions) => {
    await doing(async ({ client, terminal, signal }) => {
      const answer = await client.call('safety.equity', askedOf(options), {
        signal,
        onProgress: terminal.progress,
      });
      terminal.printJson(answer);
      for (const line of equityLines(answer, terminal.wording)) terminal.print(line);
    });
  });
}

function asking(command: Command): Command {
  return command
    .option('--at <time>', 'ISO time that the period is to hold; otherwise the target time', readInstant)
    .addOption(new Option('--hours <hours>', 'a shift or a day').choices(['6', '24']).default('6'))
    .addOption(categoriesOption('only these; otherwise all that are on'));
}

function categoriesOption(description: string): Option {
  return new Option('--categories <categories...>', description).choices([...safetyCategories]);
}

function askedOf({ at, hours, categories }: AskedOptions): {
  targetAt: number | null;
  hours: 6 | 24;
  categories: IncidentKindId[] | null;
} {
  return { targetAt: at ?? null, hours: hours === '24' ? 24 : 6, categories: categories ?? null };
}

/** What may be used, and who says so. */
function addUse(command: Command, doing: Doing): void {
  const answering = async (
    ask: (context: CommandContext) => Promise<ResponseOf<EngineMessages, 'safety.use'>>,
  ): Promise<void> => {
    await doing(async (context) => {
      const state = await ask(context);
      context.terminal.printJson(state);
      for (const line of useLines(state, context.terminal.wording)) context.terminal.print(line);
    });
  };
  command
    .command('use')
    .description('which categories are on, who answers for them and until when')
    .action(async () => {
      await answering(({ client }) => client.call('safety.use', {}));
    });
  command
    .command('purpose')
    .description(
      'record who answers for forecasts of categories, what for, on which legal basis and until when',
    )
    .requiredOption('--name <name>', 'who answers for it')
    .requiredOption('--purpose <text>', 'what it is for')
    .requiredOption('--legal-basis <text>', 'the legal basis')
    .requiredOption('--until <time>', 'ISO time at which it expires, within a year', readInstant)
    .addOption(categoriesOption('which categories').makeOptionMandatory())
    .action(async ({ until, ...purpose }: PurposeOptions) => {
      await answering(({ client }) => client.call('safety.record-purpose', { ...purpose, expiresAt: until }));
    });
  command
    .command('withdraw')
    .description('withdraw a purpose before it expires')
    .argument('<purpose>', 'its number', countOf)
    .requiredOption('--reason <text>', reasonText)
    .action(async (purpose: number, { reason }: Reason) => {
      await answering(({ client }) => client.call('safety.withdraw-purpose', { purpose, reason }));
    });
  command
    .command('switch')
    .description('switch a discretionary category, or learning from what officers found, on or off')
    .addArgument(command.createArgument('<subject>', 'what').choices([...safetySwitches]))
    .addArgument(command.createArgument('<state>', 'on or off').choices(['on', 'off']))
    .requiredOption('--reason <text>', reasonText)
    .action(async (subject: SafetySwitchId, state: 'on' | 'off', { reason }: Reason) => {
      await answering(({ client }) => client.call('safety.switch', { subject, on: state === 'on', reason }));
    });
  for (const turn of ['stop', 'resume'] as const)
    command
      .command(turn)
      .description(turn === 'stop' ? 'stop all forecasts of safety at once' : 'let them go on')
      .requiredOption('--reason <text>', reasonText)
      .action(async ({ reason }: Reason) => {
        await answering(({ client }) => client.call(`safety.${turn}`, { reason }));
      });
  command
    .command('seen')
    .description('who looked at which forecasts, the last first')
    .option('--limit <count>', 'how many at most', countOf, 100)
    .action(async ({ limit }: { readonly limit: number }) => {
      await doing(async ({ client, terminal }) => {
        const answer = await client.call('safety.seen', { limit });
        terminal.printJson(answer);
        for (const line of seenLines(answer.seen, terminal.wording)) terminal.print(line);
      });
    });
  command
    .command('stand-ins')
    .description('when and why the mean was shown in place of what is approved, the last first')
    .option('--limit <count>', 'how many at most', countOf, 100)
    .action(async ({ limit }: { readonly limit: number }) => {
      await doing(async ({ client, terminal }) => {
        const answer = await client.call('safety.stand-ins', { limit });
        terminal.printJson(answer);
        for (const line of standInLines(answer.standIns, terminal.wording)) terminal.print(line);
      });
    });
}
