import { Argument, InvalidArgumentError, Option } from 'commander';
import { topics, type Topic } from '../../common/metrics.ts';
import { trainingStarts, type TrainingStart } from '../../common/rows/models.ts';
import type { CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { comparisonLines, versionLines } from '../model-lines.ts';
import { safetyLines } from '../safety-lines.ts';

interface TrainOptions {
  readonly model?: string;
  readonly seed?: number;
  readonly start?: TrainingStart;
  readonly epochs?: number;
}

const mostEpochs = 20;

export const train: CommandDefinition = (program, run) => {
  program
    .command('train')
    .description('train a model on the data as they are now; it becomes a candidate that nobody is shown yet')
    .addArgument(new Argument('[topic]', 'what to forecast').choices([...topics]).default('traffic'))
    .option('--model <name>', 'which forecaster; otherwise the network, of safety the regression')
    .option('--seed <number>', 'the same data and seed give the same model', readSeed)
    .addOption(
      new Option(
        '--start <what>',
        'what a network begins with: the one of the sample cities, or the shown version',
      ).choices(trainingStarts),
    )
    .option(
      '--epochs <number>',
      'how long it is trained further then at most; 0 leaves it as it is',
      readEpochs,
    )
    .action(async (topic: Topic, { model, seed, start, epochs }: TrainOptions) => {
      await run('existing', async ({ client, terminal, signal }) => {
        const request = { topic, model: model ?? null, seed: seed ?? null, start, epochs };
        const { seed: _seed, ...wish } = request;
        const { seconds, backend } = await client.call('models.estimate', wish, { signal });
        if (seconds !== null)
          terminal.tell(terminal.wording.say('cli.takes', { minutes: Math.ceil(seconds / 60), backend }));
        const trained = await client.call('models.train', request, { signal, onProgress: terminal.progress });
        const { candidate, comparison } = trained;
        terminal.printJson(trained);
        terminal.print(terminal.wording.say('cli.trained', { version: candidate.version }));
        for (const line of versionLines([candidate], terminal.wording)) terminal.print(line);
        for (const line of safetyLines(candidate.counts ?? { tables: [] }, terminal.wording))
          terminal.print(line);
        if (comparison !== null) {
          terminal.print('');
          for (const line of comparisonLines(comparison, terminal.wording)) terminal.print(line);
        }
        return exitStatus.done;
      });
    });
};

/** @throws InvalidArgumentError when the text is no whole number from 0 on */
function readSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0 on.');
}

/** @throws InvalidArgumentError when the text is no whole number from 0 to 20 */
function readEpochs(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) <= mostEpochs) return Number(text);
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${mostEpochs}.`);
}
