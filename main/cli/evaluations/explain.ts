import { explainFigureLines } from '../explain-figure-lines.ts';
import type { TopicEvaluation } from './evaluation.ts';

export const explain: TopicEvaluation = {
  topic: 'explain',
  run: async ({ client, terminal, signal }) => {
    const table = await client.call('explain.evaluate', {}, { signal, onProgress: terminal.progress });
    terminal.printJson(table);
    for (const line of explainFigureLines(table, terminal.wording)) terminal.print(line);
  },
};
