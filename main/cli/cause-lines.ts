import { causesSentence, causeText, type CauseDisplay } from '../common/cause-words.ts';
import type { Causes } from '../common/contract/messages/causes.ts';
import type { Wording } from '../common/wording.ts';

/** What a departure from the usual is associated with, as lines; none where causes are not looked for. */
export function causeLines(causes: Causes, display: CauseDisplay, wording: Wording): string[] {
  if (causes.state === 'beyond') return [];
  return [
    causesSentence(causes, wording),
    ...causes.causes.map((cause) => {
      const { what, where, certainty } = causeText(cause, display, wording);
      return `  ${what} · ${where} · ${certainty}`;
    }),
  ];
}
