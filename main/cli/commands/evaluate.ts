import { Argument, Option } from 'commander';
import type { CommandDefinition } from '../command.ts';
import { evaluations } from '../evaluations/registry.ts';
import { exitStatus } from '../exit-status.ts';

interface EvaluateOptions {
  readonly final?: boolean;
  readonly masked?: boolean;
  readonly intervals?: boolean;
  readonly withoutFacilities?: boolean;
  readonly daysAhead: '1' | '2';
  readonly models?: string[];
}

export const evaluate: CommandDefinition = (program, run) => {
  program
    .command('evaluate')
    .description('accuracy of every benchmark and model on the imported data, by the published protocol')
    .addArgument(
      new Argument('[topic]', 'what to evaluate')
        .choices(evaluations.map(({ topic }) => topic))
        .default(evaluations[0].topic),
    )
    .option('--final', 'look at the test part; without it the validation part is used')
    .option('--masked', 'only how models stand up to places that are silent, stuck or new')
    .option(
      '--intervals',
      'traffic: only how often the intervals of the shown version hold what it has not learned from, as it says them and as they follow the truth; a look at the test part',
    )
    .option(
      '--without-facilities',
      'safety: without incidents at coordinates that look like a jail or a hospital',
    )
    .addOption(
      new Option('--days-ahead <days>', 'energy: each day from its midnight, or from 24 hours earlier')
        .choices(['1', '2'])
        .default('1'),
    )
    .addOption(new Option('--models <names...>', 'only these'))
    .action(
      async (
        topic: string,
        { final, masked, intervals, withoutFacilities, daysAhead, models }: EvaluateOptions,
      ) => {
        await run('existing', async (context) => {
          const evaluation = evaluations.find((entry) => entry.topic === topic) ?? evaluations[0];
          await evaluation.run(context, {
            split: final === true ? 'test' : 'validation',
            masked: masked === true,
            intervals: intervals === true,
            withoutFacilities: withoutFacilities === true,
            daysAhead: daysAhead === '2' ? 2 : 1,
            models,
          });
          return exitStatus.done;
        });
      },
    );
};
