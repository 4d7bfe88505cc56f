import { evaluationLines } from '../evaluation-lines.ts';
import type { TopicEvaluation } from './evaluation.ts';

export const traffic: TopicEvaluation = {
  topic: 'traffic',
  run: async ({ client, terminal, signal }, { split, masked, models }) => {
    const request = { split, faults: masked, ...(models ? { models } : {}) };
    const table = await client.call('forecast.evaluate', request, { signal, onProgress: terminal.progress });
    terminal.printJson(table);
    const { places, timeSteps, unit, dataHash } = table;
    terminal.print(terminal.wording.say('cli.evaluated', { split, places, timeSteps, unit, dataHash }));
    for (const line of evaluationLines(table, terminal.wording)) terminal.print(line);
  },
};
