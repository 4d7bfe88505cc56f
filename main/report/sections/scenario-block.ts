import type { Scenarios } from '../../common/contract/messages/scenarios.ts';
import { scenarioRemarks, scenarioRows } from '../../common/scenario-words.ts';
import type { Wording } from '../../common/wording.ts';
import { markup, type Markup } from '../markup.ts';
import { table } from './table.ts';

/**
 * What would change the forecast of a place, headed SCENARIO; nothing where there is nothing to tell. Values in the unit shown.
 * @param maps of differences, below the table
 */
export function scenarioBlock(
  scenarios: Scenarios,
  maps: readonly Markup[],
  wording: Wording,
  placeName: (place: number) => string,
): Markup | null {
  const rows = scenarioRows(scenarios, wording, placeName);
  if (rows.length === 0) return null;
  const list = table(
    [
      {
        title: wording.say('scenario.inputs'),
        cell: ({ name, extrapolation }) => (extrapolation === null ? name : `${name} (${extrapolation})`),
      },
      { title: scenarios.unit, isNumber: true, cell: ({ value }) => value },
      { title: wording.say('scenario.interval'), isNumber: true, cell: ({ interval }) => interval },
      { title: wording.say('scenario.change'), isNumber: true, cell: ({ change }) => change },
      { title: wording.say('scenario.elsewhere'), cell: ({ around }) => around.join(' · ') },
    ],
    rows,
  );
  return markup`<section class="scenarios"><h4>${wording.say('scenario.title')} (${wording.say('scenario.aside')})</h4>${list}${maps.length === 0 ? null : markup`<div class="maps">${maps}</div>`}<p class="remark">${scenarioRemarks(scenarios, wording).join(wording.say('explanation.between'))}</p></section>`;
}
