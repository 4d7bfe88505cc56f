import { streamOf } from '../../random.ts';
import { story } from '../../story.ts';
import { type Calendar, type Cause, type Scenario } from '../../words.ts';
import { announceTime } from './reporting.ts';

const week = 7 * 86_400_000;

/** Events of the calendar; size is their visitors. */
export function eventCauses(scenario: Scenario, calendar: Calendar): readonly Cause[] {
  return calendar.events.map(({ key, startsAt, endsAt, site, visitors }) => {
    const announced = announceTime(streamOf(scenario.seed, 'event-log', key), startsAt, week);
    return {
      key,
      kind: 'event',
      startsAt,
      endsAt,
      at: { kind: 'site', site },
      size: visitors,
      reportedAt: key === story.match.key ? startsAt - week : announced,
      decoy: null,
    };
  });
}
