import { dayAheadLines } from '../day-ahead-lines.ts';
import type { TopicEvaluation } from './evaluation.ts';

export const energy: TopicEvaluation = {
  topic: 'energy',
  run: async ({ client, terminal, signal }, { split, daysAhead, models }) => {
    const request = { split, daysAhead, ...(models ? { models } : {}) };
    const table = await client.call('energy.evaluate', request, { signal, onProgress: terminal.progress });
    terminal.printJson(table);
    const { places, unit, dataHash, from, to } = table;
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    const parameters = {
      split,
      daysAhead,
      places: places.length,
      unit,
      dataHash,
      from: day(from),
      to: day(to),
    };
    terminal.print(terminal.wording.say('cli.evaluated-days', parameters));
    for (const line of dayAheadLines(table, terminal.wording)) terminal.print(line);
  },
};
