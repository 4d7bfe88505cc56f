import type { CallOptions } from '../../common/contract/client.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import { facilityPoints, withoutFacilities } from '../../common/facility-points.ts';
import { MetropoleError } from '../../common/errors.ts';
import { localClock } from '../../common/local-clock.ts';
import type { RecordedIncident } from '../../common/rows/surroundings.ts';
import { countDays, unrecordedDays } from '../../common/unrecorded-days.ts';
import { judgedDays } from '../../../models/evaluation/count-protocol.ts';
import { allTogether } from '../../../models/safety/counts.ts';
import { defaultChoice } from '../../../models/safety/responsible/training-choice.ts';
import type { Compute } from '../ports.ts';
import { hashOf } from '../scene.ts';
import type { CellGridId } from './cell-grid.ts';
import { countedIn } from './count-training.ts';
import { countIncidents, localDays } from './count-incidents.ts';
import { countsRecord } from './counts-record.ts';
import { learnedIncidents } from './learned-incidents.ts';
import { zoneOfIncidents } from './zone-of-incidents.ts';

type Evaluation = ResponseOf<EngineMessages, 'safety.evaluate'>;

/** What the evaluation reads of a workspace. */
export interface IncidentStore {
  readonly surroundings: { recorded(): Promise<readonly RecordedIncident[]> };
  readonly sources: {
    list(): Promise<
      readonly {
        readonly sha256: string;
        readonly format: string;
        readonly mapping: { readonly zone?: string | undefined };
      }[]
    >;
  };
}

/** The ways of counting that are judged: the whole, and for the first each category as well. */
const waysOfCounting = [
  { grid: 'h3', periodsPerDay: 1, isTogether: true },
  { grid: 'h3', periodsPerDay: 4, isTogether: true },
  { grid: 'squares', periodsPerDay: 1, isTogether: true },
  { grid: 'h3', periodsPerDay: 1, isTogether: false },
] as const satisfies readonly {
  readonly grid: CellGridId;
  readonly periodsPerDay: 1 | 4;
  readonly isTogether: boolean;
}[];

/**
 * Accuracy of every way to expect incidents, on all that are loaded and may be learned from.
 * @param zone IANA name: days and shifts are local
 * @throws MetropoleError `aborted` · `forecast-no-data` where there are too few
 */
export async function evaluateSafety(
  store: IncidentStore,
  training: Compute,
  zone: string | undefined,
  { split, withoutFacilities: isWithout }: RequestOf<EngineMessages, 'safety.evaluate'>,
  options: CallOptions,
): Promise<Evaluation> {
  const sources = (await store.sources.list()).filter(({ format }) => format === 'incidents');
  const hashes = sources.map(({ sha256 }) => sha256);
  const local = zone ?? zoneOfIncidents(sources) ?? 'UTC';
  const {
    incidents: all,
    untyped,
    thinned: _,
    ...leftOut
  } = learnedIncidents(await store.surroundings.recorded(), defaultChoice);
  const facilities = facilityPoints(all);
  const counted = isWithout ? withoutFacilities(all, facilities) : all;
  if (counted.length === 0) throw new MetropoleError('forecast-no-data', {}, 'no incident to learn from');
  const clock = localClock(local);
  const unrecorded = unrecordedDays(counted.map(({ startsAt }) => clock(startsAt)));
  const days = localDays(counted, local, unrecorded);
  const judged = judgedDays(days, split);
  const tables: Evaluation['tables'] = [];
  for (const [index, { grid, periodsPerDay, isTogether }] of waysOfCounting.entries()) {
    const byCategory = countIncidents(counted, {
      grid,
      periodsPerDay,
      zone: local,
      cellsFromDays: judged.from,
      unrecorded,
    });
    if (!isTogether && byCategory.categories.length === 1) continue;
    const counts = isTogether ? allTogether(byCategory) : byCategory;
    const { rows } = await training.call(
      'compute.evaluate-counts',
      { counts: countsRecord(counts), split },
      {
        ...options,
        onProgress: ({ fraction, ...step }) =>
          options.onProgress?.({ ...step, fraction: (index + (fraction ?? 0)) / waysOfCounting.length }),
      },
    );
    tables.push({
      ...countedIn(counts, judged),
      ...{ grid, isTogether, rows },
    });
  }
  const [only] = hashes;
  return {
    ...{ split, leftOut, untyped, facilities, tables },
    zone: local,
    dataHash: hashes.length === 1 && only !== undefined ? only : hashOf(hashes),
    incidents: counted.length,
    unrecordedDays: countDays(unrecorded),
  };
}
