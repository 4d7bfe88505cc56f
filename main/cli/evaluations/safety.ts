import { safetyLines } from '../safety-lines.ts';
import type { TopicEvaluation } from './evaluation.ts';

export const safety: TopicEvaluation = {
  topic: 'safety',
  run: async ({ client, terminal, signal }, { split, withoutFacilities }) => {
    const table = await client.call(
      'safety.evaluate',
      { split, withoutFacilities },
      { signal, onProgress: terminal.progress },
    );
    terminal.printJson(table);
    const { incidents, unrecordedDays, untyped, leftOut, facilities, dataHash, zone } = table;
    terminal.print(terminal.wording.say('safety.evaluated', { split, incidents, dataHash, zone }));
    terminal.print(terminal.wording.say('safety.learned-from', { untyped, ...leftOut }));
    if (unrecordedDays > 0)
      terminal.print(terminal.wording.say('safety.unrecorded-days', { count: unrecordedDays }));
    for (const { latitude, longitude, count } of facilities)
      terminal.print(
        terminal.wording.say('safety.facility', {
          position: `${latitude}, ${longitude}`,
          count,
          removed: String(withoutFacilities),
        }),
      );
    for (const line of safetyLines(table, terminal.wording)) terminal.print(line);
  },
};
