import { evaluationLines } from '../evaluation-lines.ts';
import { intervalLines } from '../interval-lines.ts';
import type { CommandContext } from '../command.ts';
import type { TopicEvaluation } from './evaluation.ts';

export const traffic: TopicEvaluation = {
  topic: 'traffic',
  run: async (context, { split, masked, intervals, models }) => {
    if (intervals) {
      await replay(context);
      return;
    }
    const { client, terminal, signal } = context;
    const request = { split, faults: masked, ...(models ? { models } : {}) };
    const table = await client.call('forecast.evaluate', request, { signal, onProgress: terminal.progress });
    terminal.printJson(table);
    const { places, timeSteps, unit, dataHash } = table;
    terminal.print(terminal.wording.say('cli.evaluated', { split, places, timeSteps, unit, dataHash }));
    for (const line of evaluationLines(table, terminal.wording)) terminal.print(line);
  },
};

async function replay({ client, terminal, signal }: CommandContext): Promise<void> {
  const care = { signal, onProgress: terminal.progress };
  const table = await client.call('forecast.replay-intervals', { topic: 'traffic' }, care);
  terminal.printJson(table);
  for (const line of intervalLines(table, terminal.wording)) terminal.print(line);
}
