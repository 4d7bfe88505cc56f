import { Argument, Option } from 'commander';
import type { CommandDefinition } from '../command.ts';
import { evaluationLines } from '../evaluation-lines.ts';
import { exitStatus } from '../exit-status.ts';

interface EvaluateOptions {
  readonly final?: boolean;
  readonly masked?: boolean;
  readonly models?: string[];
}

export const evaluate: CommandDefinition = (program, run) => {
  program
    .command('evaluate')
    .description('accuracy of every benchmark and model on the imported data, by the published protocol')
    .addArgument(new Argument('[topic]', 'what to evaluate').choices(['traffic']).default('traffic'))
    .option('--final', 'look at the test part; without it the validation part is used')
    .option('--masked', 'only how models stand up to places that are silent, stuck or new')
    .addOption(new Option('--models <names...>', 'only these'))
    .action(async (_topic: string, { final, masked, models }: EvaluateOptions) => {
      await run('existing', async ({ client, terminal, signal }) => {
        const split = final === true ? 'test' : 'validation';
        const request = { split, faults: masked === true, ...(models ? { models } : {}) } as const;
        const table = await client.call('forecast.evaluate', request, {
          signal,
          onProgress: terminal.progress,
        });
        terminal.printJson(table);
        const { places, timeSteps, unit, dataHash } = table;
        terminal.print(terminal.wording.say('cli.evaluated', { split, places, timeSteps, unit, dataHash }));
        for (const line of evaluationLines(table, terminal.wording)) terminal.print(line);
        return exitStatus.done;
      });
    });
};
