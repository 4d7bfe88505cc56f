import { Argument, Option } from 'commander';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { alignedTable } from '../terminal.ts';

interface EvaluateOptions {
  readonly final?: boolean;
  readonly models?: string[];
}

export const evaluate: CommandDefinition = (program, run) => {
  program
    .command('evaluate')
    .description('accuracy of every benchmark and model on the imported data, by the published protocol')
    .addArgument(new Argument('[topic]', 'what to evaluate').choices(['traffic']).default('traffic'))
    .option('--final', 'look at the test part; without it the validation part is used')
    .addOption(new Option('--models <names...>', 'only these'))
    .action(async (_topic: string, { final, models }: EvaluateOptions) => {
      await run('existing', async ({ client, terminal, signal }) => {
        const split = final === true ? 'test' : 'validation';
        const request = { split, ...(models ? { models } : {}) } as const;
        const table = await client.call('forecast.evaluate', request, {
          signal,
          onProgress: terminal.progress,
        });
        terminal.printJson(table);
        const { places, timeSteps, unit, dataHash } = table;
        terminal.print(terminal.wording.say('cli.evaluated', { split, places, timeSteps, unit, dataHash }));
        for (const line of tablesOf(table, (key) => terminal.wording.say(key))) terminal.print(line);
        return exitStatus.done;
      });
    });
};

type Table = ResponseOf<EngineMessages, 'forecast.evaluate'>;
type Scores = Table['rows'][number]['horizons'][number];

/** The figures of one table: what its heading says, and how a cell is written. */
const tables: readonly { readonly heading: string; readonly cell: (at: Scores) => string }[] = [
  {
    heading: 'cli.table.errors',
    cell: (at) => `${at.rootMeanSquaredError.toFixed(3)} / ${at.meanAbsoluteError.toFixed(3)}`,
  },
  {
    heading: 'cli.table.median',
    cell: (at) => `${fixed(at.meanAbsoluteErrorOfMedian)} / ${fixed(at.pinball)}`,
  },
  {
    heading: 'cli.table.coverage',
    cell: (at) => [at.coverage, at.coverageCongested, at.coverageWorstPlaces].map(fixed).join(' / '),
  },
];

function tablesOf({ rows }: Table, say: (key: string) => string): string[] {
  const minutes = rows[0]?.horizons.map((horizon) => `${horizon.minutes} min`) ?? [];
  return tables.flatMap(({ heading, cell }) => [
    '',
    say(heading),
    ...alignedTable([['', ...minutes], ...rows.map((row) => [row.title, ...row.horizons.map(cell)])]),
  ]);
}

function fixed(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
