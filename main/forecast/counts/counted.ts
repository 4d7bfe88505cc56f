import type { SafetyUseState } from '../../common/contract/messages/safety-use.ts';
import { checkIncidents, type IncidentFault } from '../../common/incident-checks.ts';
import { localClock } from '../../common/local-clock.ts';
import type { ActionRow } from '../../common/rows/actions.ts';
import type { RecordedIncident } from '../../common/rows/surroundings.ts';
import { countDays, unrecordedDays, type DaySpan } from '../../common/unrecorded-days.ts';
import type { Counts } from '../../../models/safety/counts.ts';
import type { PlaceList } from '../ports.ts';
import { fileHash, hashOf, type SceneSource } from '../scene.ts';
import { countIncidents } from './count-incidents.ts';
import { deploymentsOf, keptByDeployments } from './deployments.ts';
import { learnedIncidents, type Learned, type LearnedIncident } from './learned-incidents.ts';
import { PeriodClock } from './period-clock.ts';
import { zoneOfIncidents } from './zone-of-incidents.ts';

/** What counting reads of a workspace. */
export interface CountedStore {
  readonly surroundings: { recorded(): Promise<readonly RecordedIncident[]> };
  readonly sources: {
    list(): Promise<
      readonly (SceneSource & {
        readonly format: string;
        readonly mapping: { readonly zone?: string | undefined };
      })[]
    >;
  };
  readonly places: { list(): Promise<PlaceList> };
  readonly actions: { list(): Promise<readonly ActionRow[]> };
}

/** What is counted, from when, and by which periods. */
export interface About {
  readonly use: SafetyUseState;
  /** Epoch milliseconds; null: when the last incident was received. */
  readonly now: number | null;
  readonly hours: 6 | 24;
  /** The zone of the readings, if there are any. */
  readonly zone: string | undefined;
}

/** Incidents that may be learned from, counted by cell, category and period, as known at one instant. */
export interface Counted {
  readonly counts: Counts;
  readonly clock: PeriodClock;
  readonly zone: string;
  readonly asOf: number;
  /** The first period that is not known. */
  readonly known: number;
  readonly isOld: boolean;
  /** What is counted, besides the files: the zone and the cells; see `hasGrown`. */
  readonly structure: string;
  readonly sources: readonly SceneSource[];
  /** sha256 of the one file, or of all of them. */
  readonly dataHash: string;
  readonly learnsFindings: boolean;
  readonly incidents: readonly LearnedIncident[];
  readonly learned: Omit<Learned, 'incidents'> & {
    readonly switchedOff: number;
    readonly deployments: number;
  };
  readonly faults: readonly IncidentFault[];
  /** Days of which nothing was recorded. */
  readonly unrecorded: readonly DaySpan[];
  readonly places: PlaceList;
}

/** Why nothing is counted. */
export type NotCounted = 'off' | 'no-incidents' | 'too-few';

/** Days that are forecast. */
const daysAhead = 8;
/** Fewer days or incidents say nothing about a place. */
const [leastDays, leastIncidents] = [14, 50];
/** Incidents that end so long before now end because nobody brought more. */
const oldAfter = 2 * 86_400_000;
const hour = 3_600_000;

/** What was counted of each store last, by what it was counted from. */
const lastCounted = new WeakMap<CountedStore['surroundings'], Map<string, Promise<Counted | NotCounted>>>();
/** By day and by shift, now and at the as-of before. */
const countedKept = 4;

/**
 * Counts the incidents of all categories that are on, received by now and allowed to be learned from. Hundreds of thousands of them take
 * seconds: what was counted is kept until files, use, actions or time are others.
 */
export async function countIncidentsOf(store: CountedStore, about: About): Promise<Counted | NotCounted> {
  const { use, now, hours, zone } = about;
  const [sources, actions] = [await store.sources.list(), await store.actions.list()];
  const key = hashOf([
    sources.map(({ id, sha256 }) => [id, sha256]),
    use.categories.filter(({ isOn }) => isOn).map(({ category }) => category),
    [takesFindings(use), now === null ? null : Math.floor(now / hour), hours, zone ?? ''],
    actions.map(({ kind, placeId, from, until, takenBack }) => [kind, placeId, from, until, takenBack]),
  ]);
  const kept = lastCounted.get(store.surroundings) ?? new Map<string, Promise<Counted | NotCounted>>();
  lastCounted.set(store.surroundings, kept);
  const counted = kept.get(key) ?? countAnew(store, about, sources, actions);
  kept.delete(key);
  kept.set(key, counted);
  for (const old of [...kept.keys()].slice(0, -countedKept)) kept.delete(old);
  counted.catch(() => kept.delete(key));
  return await counted;
}

async function countAnew(
  store: CountedStore,
  { use, now, hours, zone: sceneZone }: About,
  allSources: Awaited<ReturnType<CountedStore['sources']['list']>>,
  actions: readonly ActionRow[],
): Promise<Counted | NotCounted> {
  const recorded = await store.surroundings.recorded();
  if (recorded.length === 0) return 'no-incidents';
  const loaded = allSources.filter(({ format }) => format === 'incidents');
  const zone = sceneZone ?? zoneOfIncidents(loaded) ?? 'UTC';
  const lastReceived = recorded.reduce((last, { receivedAt }) => Math.max(last, receivedAt), -Infinity);
  const asOf = now === null ? lastReceived : Math.floor(now / hour) * hour;
  const on = use.categories.filter(({ isOn }) => isOn).map(({ category }) => category);
  const received = recorded.filter(({ receivedAt }) => receivedAt <= asOf);
  const allowed = received.filter(({ kind }) => on.includes(kind));
  if (allowed.length === 0) return received.length === 0 ? 'no-incidents' : 'off';
  const places = await store.places.list();
  const first = allowed.reduce((least, { startsAt }) => Math.min(least, startsAt), Infinity);
  const daily = new PeriodClock(first, 1, zone);
  const deployments = deploymentsOf(actions, places, daily, asOf);
  const keptShare = takesFindings(use) ? keptByDeployments(deployments) : undefined;
  const { incidents, ...learned } = learnedIncidents(
    allowed,
    {
      reporters: keptShare === undefined ? ['public'] : ['public', 'officers'],
      isUntypedTaken: true,
      switchedOn: on,
    },
    keptShare,
  );
  const last = incidents.reduce((most, { startsAt }) => Math.max(most, startsAt), -Infinity);
  const isOld = asOf - last > oldAfter;
  const local = localClock(zone);
  const unrecorded = unrecordedDays(incidents.map(({ startsAt }) => local(startsAt)));
  const days = (last - first) / (24 * hour) - countDays(unrecorded);
  if (incidents.length < leastIncidents || days < leastDays) return 'too-few';
  const faults = checkIncidents(
    incidents.map(({ category, startsAt, latitude, longitude }, index) => ({
      ...{ id: String(index), category, latitude, longitude },
      localTime: local(startsAt),
    })),
    { knownCategories: on },
  ).map(({ fault }) => fault);
  const periodsPerDay = hours === 24 || faults.includes('all-at-midnight') ? 1 : 4;
  const clock = new PeriodClock(
    incidents.reduce((least, { startsAt }) => Math.min(least, startsAt), Infinity),
    periodsPerDay,
    zone,
    unrecorded,
  );
  // What came after incidents that end long ago is no quiet time: it is not known.
  const from = isOld ? clock.startOf(clock.at(last) + 1) : asOf;
  const counts = countIncidents(incidents, {
    ...{ grid: 'h3', periodsPerDay, zone, cellsFromDays: Infinity, unrecorded },
    ahead: { from, days: daysAhead },
  });
  const sources = loaded.map(({ id, sha256, from: begin }) => ({ id, sha256, from: begin }));
  const [sha256] = sources.map((source) => source.sha256);
  return {
    ...{ counts, clock, zone, asOf, isOld, incidents, faults, unrecorded, places, sources },
    known: counts.known ?? counts.periods,
    structure: structureOf(zone),
    dataHash:
      sources.length === 1 && sha256 !== undefined ? sha256 : hashOf(sources.map((one) => one.sha256)),
    learnsFindings: takesFindings(use),
    learned: {
      ...learned,
      switchedOff: received.length - allowed.length,
      deployments: [...deployments.visits.values()].reduce((sum, days) => sum + days, 0),
    },
  };
}

/** The same incidents, whole known days alone, in cells that are fixed by the first days. */
export function countsToJudge(
  { incidents, counts, known, zone, clock, unrecorded }: Counted,
  cellsFromDays: number,
): Counts {
  const end = clock.startOf(Math.floor(known / counts.periodsPerDay) * counts.periodsPerDay);
  return countIncidents(
    incidents.filter(({ startsAt }) => startsAt < end),
    { grid: 'h3', periodsPerDay: clock.periodsPerDay, zone, cellsFromDays, unrecorded },
  );
}

/** The structure and, behind a dot, the files that are counted. */
export function countedHash({ structure, sources }: Pick<Counted, 'structure' | 'sources'>): string {
  return `${structure}.${fileHash(sources)}`;
}

function structureOf(zone: string): string {
  return hashOf(['incidents', 'h3', zone]);
}

/** Whether what officers found is learned from, where deployments say how often they were there. */
export function takesFindings({ switches }: SafetyUseState): boolean {
  return switches.some(({ subject, isOn }) => subject === 'found-by-officers' && isOn);
}
