import { Option } from 'commander';
import { actionText } from '../../common/action-words.ts';
import type { ActionRecord } from '../../common/contract/messages/actions.ts';
import { actionKinds, type ActionKind } from '../../common/rows/actions.ts';
import { actionLines, timeText } from '../action-lines.ts';
import type { CommandContext, CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { countOf } from '../option-values.ts';
import { placeOf } from '../place-of.ts';
import { readInstant } from './forecast.ts';

interface LogOptions {
  readonly kind: ActionKind;
  readonly note?: string;
  readonly since?: number;
  readonly until?: number;
}

export const actions: CommandDefinition = (program, run) => {
  const doing = async (work: (context: CommandContext) => Promise<void>): Promise<void> => {
    await run('existing', async (context) => {
      await work(context);
      return exitStatus.done;
    });
  };
  const command = program
    .command('actions')
    .description('what was done about places: left out of track record, calibration, drift and training')
    .option('--place <key>', 'at this place alone')
    .option('--taken-back', 'those as well that were taken back')
    .action(async ({ place, takenBack }: { readonly place?: string; readonly takenBack?: boolean }) => {
      await doing(async (context) => {
        await list(context, place, takenBack === true);
      });
    });
  command
    .command('log')
    .description('log an action that was taken')
    .argument('<place>', 'key of the place')
    .addOption(new Option('--kind <kind>', 'what was done').choices([...actionKinds]).default('other'))
    .option('--note <text>', 'up to 200 characters')
    .option('--since <time>', 'ISO time when it was taken; otherwise now', readInstant)
    .option('--until <time>', 'ISO time when it ends; otherwise it is open', readInstant)
    .action(async (key: string, { kind, note, since, until }: LogOptions) => {
      await doing(async (context) => {
        const request = { place: await placeOf(context, key), kind, note: note ?? '' };
        const times = { from: since ?? null, until: until ?? null };
        const { action } = await context.client.call('actions.log', { ...request, ...times });
        tell(context, 'cli.action-logged', action);
      });
    });
  command
    .command('end')
    .description('end an action that is open, or earlier than was planned')
    .argument('<action>', 'its number', countOf)
    .option('--at <time>', 'ISO time when it ended; otherwise now', readInstant)
    .action(async (id: number, { at }: { readonly at?: number }) => {
      await doing(async (context) => {
        const { action } = await context.client.call('actions.end', { action: id, at: at ?? null });
        tell(context, 'cli.action-ended', action);
      });
    });
  command
    .command('take-back')
    .description('take back an action that was logged by mistake; it stays in the log with the reason')
    .argument('<action>', 'its number', countOf)
    .requiredOption('--reason <text>', 'why, up to 200 characters')
    .action(async (id: number, { reason }: { readonly reason: string }) => {
      await doing(async (context) => {
        const { action } = await context.client.call('actions.take-back', { action: id, reason });
        tell(context, 'cli.action-taken-back', action);
      });
    });
};

async function list(context: CommandContext, key: string | undefined, takenBack: boolean): Promise<void> {
  const { client, terminal } = context;
  const place = key === undefined ? null : await placeOf(context, key);
  const answer = await client.call('actions.list', { place, takenBack });
  terminal.printJson(answer);
  for (const line of actionLines(answer.actions, terminal.wording)) terminal.print(line);
}

function tell({ terminal }: CommandContext, key: string, action: ActionRecord): void {
  const { wording } = terminal;
  const what = actionText(action, action.until ?? 0, timeText, wording);
  terminal.printJson({ action });
  terminal.print(wording.say(key, { action: action.id, what, place: action.placeName }));
}
