import type { Scenarios } from '../common/contract/messages/scenarios.ts';
import { noScenariosText, scenarioRemarks, scenarioRows } from '../common/scenario-words.ts';
import type { Wording } from '../common/wording.ts';
import { alignedTable } from './terminal.ts';

/** What would change a forecast, as lines headed SCENARIO. Values in the unit shown. */
export function scenarioLines(
  scenarios: Scenarios,
  wording: Wording,
  placeName: (place: number) => string,
): string[] {
  const title = `${wording.say('scenario.title')} (${wording.say('scenario.aside')})`;
  const nothing = noScenariosText(scenarios, wording);
  if (nothing !== null) return [title, nothing];
  const head = [
    wording.say('scenario.inputs'),
    scenarios.unit,
    wording.say('scenario.interval'),
    wording.say('scenario.change'),
    '',
  ];
  const rows = scenarioRows(scenarios, wording, placeName).map(
    ({ name, value, interval, change, extrapolation }) => [
      name,
      value,
      interval,
      change,
      extrapolation ?? '',
    ],
  );
  return [title, ...alignedTable([head, ...rows]), ...scenarioRemarks(scenarios, wording)];
}
