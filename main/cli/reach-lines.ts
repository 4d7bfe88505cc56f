import type { Reach } from '../common/contract/messages/reach.ts';
import { noReachText, reachText, type ReachKind } from '../common/reach-words.ts';
import type { Wording } from '../common/wording.ts';

const kinds: readonly ReachKind[] = ['pushing', 'moved'];

/** Which places push a forecast, and which its place pushes, a line for each kind. Values in the unit shown. */
export function reachLines(reach: Reach, wording: Wording, placeName: (place: number) => string): string[] {
  const nothing = noReachText(reach, wording);
  if (nothing !== null) return [nothing];
  return kinds.map((kind) => {
    const told = reach[kind].map((one) => `${placeName(one.place)} ${reachText(one, kind, reach, wording)}`);
    const text = told.length === 0 ? wording.say(`drilldown.reach-${kind}-none`) : told.join('; ');
    return `${wording.say(`drilldown.reach-${kind}`)}: ${text}`;
  });
}
