import { Argument, type Command } from 'commander';
import { leftOutText } from '../../common/action-words.ts';
import type { ModelVersion } from '../../common/contract/messages/models.ts';
import { driftText } from '../../common/drift-words.ts';
import { modelName } from '../../common/model-names.ts';
import { chosenVersion } from '../chosen-version.ts';
import type { CommandContext, CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { comparisonLines, influenceTable, standInLines, versionLines } from '../model-lines.ts';
import { topics, type Topic } from '../../common/metrics.ts';
import { topicOption } from '../topic-option.ts';

interface Decision {
  readonly by?: string;
}

export const models: CommandDefinition = (program, run) => {
  const doing = async (work: (context: CommandContext) => Promise<void>): Promise<void> => {
    await run('existing', async (context) => {
      await work(context);
      return exitStatus.done;
    });
  };
  const command = program
    .command('models')
    .description('the versions of the models: which there are, which one serves, who approved it')
    .addOption(topicOption())
    .action(async ({ topic }: { readonly topic?: Topic }) => {
      await doing((context) => list(context, topic));
    });
  deciding(command.command('approve'), 'let a version serve from now on')
    .argument('<version>', 'such as 1-mwrl6t1k, or usual@1-mwrl6t1k')
    .action(async (version: string, { by }: Decision) => {
      await doing(async (context) => {
        const fit = chosenVersion(await versionsOf(context), version);
        tellShown(context, await context.client.call('models.approve', { ...fit, by: by ?? null }, context));
      });
    });
  deciding(command.command('rollback'), 'put back in service what was shown before')
    .addArgument(new Argument('[topic]', 'of which topic').choices([...topics]).default('traffic'))
    .action(async (topic: Topic, { by }: Decision) => {
      await doing(async (context) => {
        tellShown(context, await context.client.call('models.roll-back', { topic, by: by ?? null }, context));
      });
    });
  command
    .command('inputs')
    .description('which groups of inputs matter to the shown model, where and when')
    .addOption(topicOption())
    .action(async ({ topic }: { readonly topic?: Topic }) => {
      await doing(async ({ client, terminal, signal }) => {
        const options = { signal, onProgress: terminal.progress };
        const influence = await client.call('explain.influence', { topic }, options);
        terminal.printJson(influence);
        for (const line of influenceTable(influence, terminal.wording)) terminal.print(line);
      });
    });
  command
    .command('retire')
    .description('put a version aside that does not serve')
    .argument('<version>')
    .action(async (version: string) => {
      await doing(async (context) => {
        const { client, terminal } = context;
        const fit = chosenVersion(await versionsOf(context), version);
        await client.call('models.retire', fit, context);
        terminal.printJson(fit);
        terminal.print(terminal.wording.say('cli.retired', { version: fit.version }));
      });
    });
  command
    .command('compare')
    .description('judge versions on the same data, which none of them has learned from')
    .argument('<versions...>')
    .action(async (texts: string[]) => {
      await doing(async (context) => {
        const { client, terminal } = context;
        const known = await versionsOf(context);
        const versions = texts.map((text) => chosenVersion(known, text));
        const comparison = await client.call('models.compare', { versions }, context);
        terminal.printJson(comparison);
        for (const line of comparisonLines(comparison, terminal.wording)) terminal.print(line);
      });
    });
};

function deciding(command: Command, description: string): Command {
  return command.description(description).option('--by <name>', 'who decides; otherwise who is logged in');
}

/** Those of every topic that is loaded. */
async function versionsOf({ client, signal }: CommandContext): Promise<readonly ModelVersion[]> {
  const lists = await Promise.all(
    topics.map(async (topic) => (await client.call('models.list', { topic }, { signal })).models),
  );
  return lists.flat();
}

async function list({ client, terminal, signal }: CommandContext, topic?: Topic): Promise<void> {
  const { wording } = terminal;
  const answer = await client.call('models.list', { topic }, { signal });
  const { interrupted } = answer;
  terminal.printJson(answer);
  if (interrupted !== null)
    terminal.tell(
      wording.say('cli.training-interrupted', {
        model: modelName(interrupted.model, wording),
        seed: interrupted.seed,
        at: new Date(interrupted.startedAt).toISOString(),
      }),
    );
  for (const line of versionLines(answer.models, wording)) terminal.print(line);
  for (const line of standInLines(answer, wording)) terminal.print(line);
  for (const one of answer.drift)
    terminal.print(driftText(one, new Date(one.since).toISOString().slice(0, 16), wording));
  const leftOut = leftOutText(answer.leftOut, wording);
  if (leftOut !== null) terminal.print(leftOut);
}

function tellShown(
  { terminal }: CommandContext,
  served: { readonly shown: ModelVersion; readonly run: { readonly id: number } | null },
): void {
  const { wording } = terminal;
  terminal.printJson(served);
  const { model, version } = served.shown;
  const said = { model: modelName(model, wording), version };
  terminal.print(
    served.run === null
      ? wording.say('cli.shown-counts', said)
      : wording.say('cli.shown', { ...said, run: served.run.id }),
  );
}
