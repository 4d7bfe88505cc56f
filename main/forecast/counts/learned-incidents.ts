import type { IncidentKindId } from '../../common/happenings.ts';
import type { RecordedIncident } from '../../common/rows/surroundings.ts';
import { SeededRandom } from '../../common/seeded-random.ts';
import { leftOutBecause, type TrainingChoice } from '../../../models/safety/responsible/training-choice.ts';
import type { CountedIncident } from './count-incidents.ts';

/** An incident that is counted, and when it was received. */
export interface LearnedIncident extends CountedIncident {
  readonly category: IncidentKindId;
  readonly receivedAt: number;
}

/** What becomes of all that was recorded. */
export interface Learned {
  readonly incidents: readonly LearnedIncident[];
  /** Learned from although nobody says who reported them. */
  readonly untyped: number;
  readonly discretionary: number;
  readonly foundByOfficers: number;
  readonly sensor: number;
  readonly withoutPosition: number;
  /** Found by officers and dropped, so that going somewhere more often does not by itself bring more incidents. */
  readonly thinned: number;
}

/** How likely an incident that officers found is kept. */
export type KeptShare = (incident: { readonly latitude: number; readonly longitude: number }) => number;

/** Sorts out what is learned from. Nobody's findings are learned from without `keptShare`. */
export function learnedIncidents(
  recorded: readonly RecordedIncident[],
  choice: TrainingChoice,
  keptShare?: KeptShare,
): Learned {
  const counted = {
    discretionary: 0,
    foundByOfficers: 0,
    sensor: 0,
    withoutPosition: 0,
    untyped: 0,
    thinned: 0,
  };
  const random = new SeededRandom(1);
  const incidents = recorded.flatMap((incident): LearnedIncident[] => {
    const because = leftOutBecause(incident, choice);
    if (because === 'discretionary') counted.discretionary++;
    if (because === 'found-by-officers') counted.foundByOfficers++;
    if (because === 'sensor') counted.sensor++;
    const { latitude, longitude, startsAt, receivedAt, kind, reporter } = incident;
    if (because !== null) return [];
    if (latitude === null || longitude === null) {
      counted.withoutPosition++;
      return [];
    }
    const position = { latitude, longitude };
    if (reporter === 'officers' && random.next() >= (keptShare?.(position) ?? 0)) {
      counted.thinned++;
      return [];
    }
    if (reporter === null) counted.untyped++;
    return [{ category: kind, startsAt, receivedAt, ...position }];
  });
  return { incidents, ...counted };
}
