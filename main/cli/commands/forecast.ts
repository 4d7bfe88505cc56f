import { InvalidArgumentError } from 'commander';
import { modelName } from '../../common/model-names.ts';
import type { CommandDefinition } from '../command.ts';
import type { Topic } from '../../common/metrics.ts';
import { exitStatus } from '../exit-status.ts';
import { topicOption } from '../topic-option.ts';
import { alignedTable } from '../terminal.ts';

interface ForecastOptions {
  readonly asOf?: number;
  readonly refit?: boolean;
  readonly networks: boolean;
  readonly practice?: boolean;
  readonly topic?: Topic;
}

export const forecast: CommandDefinition = (program, run) => {
  program
    .command('forecast')
    .description('forecast every place, seen from the end of the data or from an instant')
    .option('--as-of <time>', 'ISO time: use only what had been received by then', readInstant)
    .option('--refit', 'fit the models again first')
    .addOption(topicOption())
    .option('--no-networks', 'fit the benchmarks alone: seconds instead of minutes')
    .option('--practice', 'where the folder holds no workspace, make one of the sample city')
    .action(async ({ asOf, refit, networks, practice, topic }: ForecastOptions) => {
      await run(
        practice === true ? 'practice-when-missing' : 'existing',
        async ({ client, terminal, signal }) => {
          const options = { signal, onProgress: terminal.progress };
          const { models } = await client.call(
            'forecast.prepare',
            { refit: refit === true, networks, topic },
            options,
          );
          const { run: made } = await client.call('forecast.run', { asOf: asOf ?? null, topic }, options);
          const end = made.asOf + made.steps * made.stepSeconds * 1000;
          const frame = await client.call('frame.get', { targetAt: end, since: null, topic });
          terminal.printJson({ run: made, models });
          terminal.print(
            terminal.wording.say('cli.forecast', {
              run: made.id,
              places: made.places,
              steps: made.steps,
              minutes: (made.stepSeconds / 60) * made.steps,
              asOf: new Date(made.asOf).toISOString(),
              model: modelName(made.model, terminal.wording),
              milliseconds: Math.round(made.milliseconds),
            }),
          );
          terminal.print(
            terminal.wording.say('cli.forecast-shown', { rows: frame.table.rows, unit: frame.unit ?? '' }),
          );
          const { instead } = frame.table.columns;
          for (const [index, benchmark] of frame.benchmarks.entries())
            terminal.print(
              terminal.wording.say('cli.forecast-instead', {
                count: instead.values.filter((one) => one === index + 1).length,
                rows: frame.table.rows,
                benchmark: modelName(benchmark, terminal.wording),
              }),
            );
          const rows = models.map((model) => [
            `${model.isShown ? '*' : ' '} ${modelName(model.id, terminal.wording)}`,
            model.version,
            model.validationPinball?.toFixed(3) ?? '',
          ]);
          const head = ['model', 'version', 'pinball'].map((name) =>
            terminal.wording.say(`cli.column.${name}`),
          );
          for (const line of alignedTable([[`  ${head[0] ?? ''}`, ...head.slice(1)], ...rows]))
            terminal.print(line);
          return exitStatus.done;
        },
      );
    });
};

/** @throws InvalidArgumentError when the text is no time */
export function readInstant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/(Z|[+-]\d\d:?\d\d)$/i.test(text)) {
    throw new InvalidArgumentError('not an ISO time with Z or an offset, such as 2012-03-07T16:00-08:00');
  }
  return at;
}
