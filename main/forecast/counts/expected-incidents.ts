import type { CallOptions } from '../../common/contract/client.ts';
import type { ExpectedCountsRecord } from '../../common/contract/count-records.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { SafetyUseState } from '../../common/contract/messages/safety-use.ts';
import { MetropoleError } from '../../common/errors.ts';
import { facilityPoints, type FacilityPoint } from '../../common/facility-points.ts';
import { checkIncidents, type IncidentFault } from '../../common/incident-checks.ts';
import { localClock } from '../../common/local-clock.ts';
import type { ActionRow } from '../../common/rows/actions.ts';
import type { Counts } from '../../../models/safety/counts.ts';
import type { Compute, PlaceList } from '../ports.ts';
import { hashOf } from '../scene.ts';
import { hexagons } from './cell-grid.ts';
import { countIncidents } from './count-incidents.ts';
import { deploymentsOf, keptByDeployments } from './deployments.ts';
import { districtsOfCells } from './districts-of-cells.ts';
import type { IncidentStore } from './evaluate-safety.ts';
import { learnedIncidents, type Learned, type LearnedIncident } from './learned-incidents.ts';
import { PeriodClock } from './period-clock.ts';
import { reportingDelay, type ReportingDelay } from './reported-so-far.ts';
import { cellAnswer, equityAnswer, mapAnswer } from './safety-answers.ts';

type Asked = RequestOf<EngineMessages, 'safety.map'>;

export interface ExpectedIncidentsStore extends IncidentStore {
  readonly places: {
    list(): Promise<PlaceList>;
    districts(): Promise<ReadonlyMap<number, string>>;
    people(): Promise<ReadonlyMap<string, number>>;
  };
  readonly actions: { list(): Promise<readonly ActionRow[]> };
}

export interface ExpectedIncidentsTools {
  readonly store: ExpectedIncidentsStore;
  readonly compute: Compute;
  readonly use: { state(): Promise<SafetyUseState>; readonly signal: AbortSignal };
  /** What the console calls now and shows, and the zone of its data; null where nothing says. */
  readonly clock: () => Promise<{
    readonly now: number | null;
    readonly targetAt: number | null;
    readonly zone: string | undefined;
  }>;
}

/** What can be said of expected incidents from one cut-off. */
export interface Fit {
  readonly counts: Counts;
  readonly record: ExpectedCountsRecord;
  readonly clock: PeriodClock;
  readonly zone: string;
  readonly asOf: number;
  readonly known: number;
  readonly isOld: boolean;
  readonly dataHash: string;
  readonly incidents: readonly LearnedIncident[];
  readonly learned: Omit<Learned, 'incidents'> & {
    readonly switchedOff: number;
    readonly deployments: number;
  };
  readonly delay: ReportingDelay | null;
  readonly faults: readonly IncidentFault[];
  readonly facilities: readonly FacilityPoint[];
  readonly districts: readonly string[];
  readonly people: ReadonlyMap<string, number>;
}

/** Why nothing is expected. */
export type Nothing = 'stopped' | 'off' | 'no-incidents' | 'too-few';

/** Days that are forecast, and days of the past that are kept to look back at. */
const [daysAhead, daysBack] = [8, 28];
/** Fewer days or incidents say nothing about a place. */
const [leastDays, leastIncidents] = [14, 50];
/** Incidents that end so long before now end because nobody brought more. */
const oldAfter = 2 * 86_400_000;
const hour = 3_600_000;
const fitsKept = 4;

/** Expects incidents from what had been received by now: fitted in the compute host, and kept until data, use or time are others. */
export class ExpectedIncidents {
  readonly #tools: ExpectedIncidentsTools;
  readonly #fits = new Map<string, Promise<Fit | Nothing>>();

  constructor(tools: ExpectedIncidentsTools) {
    this.#tools = tools;
  }

  /** @throws MetropoleError `safety-category-off`, `aborted` */
  async map(asked: Asked, care: CallOptions): Promise<ResponseOf<EngineMessages, 'safety.map'>> {
    const { fit, targetAt } = await this.#fit(asked, care);
    return mapAnswer(fit, targetAt, asked.categories);
  }

  /** @throws MetropoleError `safety-cell-unknown`, `safety-category-off`, `safety-stopped`, `aborted` */
  async cell(
    { cell, ...asked }: RequestOf<EngineMessages, 'safety.cell'>,
    care: CallOptions,
  ): Promise<ResponseOf<EngineMessages, 'safety.cell'>> {
    const { fit, targetAt, use } = await this.#fit(asked, care);
    if (fit === 'stopped')
      throw new MetropoleError('safety-stopped', {
        by: use.stopped?.by ?? '',
        reason: use.stopped?.reason ?? '',
      });
    if (typeof fit === 'string') throw new MetropoleError('safety-cell-unknown', { cell });
    return cellAnswer(fit, targetAt, asked.categories, cell);
  }

  /** @throws MetropoleError `safety-category-off`, `aborted` */
  async equity(asked: Asked, care: CallOptions): Promise<ResponseOf<EngineMessages, 'safety.equity'>> {
    const { fit, targetAt } = await this.#fit(asked, care);
    return equityAnswer(fit, targetAt, asked.categories);
  }

  async #fit(
    { targetAt, hours, categories }: Asked,
    care: CallOptions,
  ): Promise<{
    readonly fit: Fit | Nothing;
    readonly targetAt: number | null;
    readonly use: SafetyUseState;
  }> {
    const { use: guard, clock, store } = this.#tools;
    const use = await guard.state();
    if (use.stopped !== null) return { fit: 'stopped', targetAt, use };
    const off = categories?.find(
      (one) => !use.categories.some(({ category, isOn }) => category === one && isOn),
    );
    if (off !== undefined) throw new MetropoleError('safety-category-off', { category: off });
    const { now, targetAt: shown, zone } = await clock();
    const sources = (await store.sources.list()).filter(({ format }) => format === 'incidents');
    const key = hashOf([
      sources.map(({ sha256 }) => sha256),
      use.categories.filter(({ isOn }) => isOn).map(({ category }) => category),
      use.switches.filter(({ isOn }) => isOn).map(({ subject }) => subject),
      [now === null ? null : Math.floor(now / hour), hours, zone ?? ''],
    ]);
    const known = this.#fits.get(key) ?? this.#begin(key, { use, now, hours, zone }, care);
    try {
      const fit = await known;
      return { fit, targetAt: targetAt ?? shown ?? (typeof fit === 'string' ? null : fit.asOf), use };
    } catch (thrown) {
      if (guard.signal.aborted) return { fit: 'stopped', targetAt, use: await guard.state() };
      throw thrown;
    }
  }

  #begin(key: string, about: About, care: CallOptions): Promise<Fit | Nothing> {
    const begun = makeFit(this.#tools, about, {
      onProgress: care.onProgress,
      signal: this.#tools.use.signal,
    });
    this.#fits.set(key, begun);
    for (const old of [...this.#fits.keys()].slice(0, -fitsKept)) this.#fits.delete(old);
    begun.catch(() => {
      if (this.#fits.get(key) === begun) this.#fits.delete(key);
    });
    return begun;
  }
}

interface About {
  readonly use: SafetyUseState;
  readonly now: number | null;
  readonly hours: 6 | 24;
  readonly zone: string | undefined;
}

async function makeFit(
  { store, compute }: ExpectedIncidentsTools,
  { use, now, hours, zone: sceneZone }: About,
  care: CallOptions,
): Promise<Fit | Nothing> {
  const recorded = await store.surroundings.recorded();
  if (recorded.length === 0) return 'no-incidents';
  const sources = (await store.sources.list()).filter(({ format }) => format === 'incidents');
  const zone =
    sceneZone ?? sources.findLast(({ mapping }) => mapping.zone !== undefined)?.mapping.zone ?? 'UTC';
  const lastReceived = recorded.reduce((last, { receivedAt }) => Math.max(last, receivedAt), -Infinity);
  const asOf = now === null ? lastReceived : Math.floor(now / hour) * hour;
  const on = use.categories.filter(({ isOn }) => isOn).map(({ category }) => category);
  const received = recorded.filter(({ receivedAt }) => receivedAt <= asOf);
  const allowed = received.filter(({ kind }) => on.includes(kind));
  if (allowed.length === 0) return received.length === 0 ? 'no-incidents' : 'off';
  const places = await store.places.list();
  const first = allowed.reduce((least, { startsAt }) => Math.min(least, startsAt), Infinity);
  const takesFindings = use.switches.some(({ subject, isOn }) => subject === 'found-by-officers' && isOn);
  const daily = new PeriodClock(first, 1, zone);
  const deployments = deploymentsOf(await store.actions.list(), places, daily, asOf);
  const keptShare = takesFindings ? keptByDeployments(deployments) : undefined;
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
  if (incidents.length < leastIncidents || (last - first) / (24 * hour) < leastDays) return 'too-few';
  const local = localClock(zone);
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
  );
  // What came after incidents that end long ago is no quiet time: it is not known.
  const from = isOld ? clock.startOf(clock.at(last) + 1) : asOf;
  const counts = countIncidents(incidents, {
    ...{ grid: 'h3', periodsPerDay, zone, cellsFromDays: Infinity },
    ahead: { from, days: daysAhead },
  });
  const known = counts.known ?? counts.periods;
  const record = await compute.call(
    'compute.expect-counts',
    {
      counts: { ...counts, cells: [...counts.cells], categories: [...counts.categories] },
      from: Math.max(Math.floor(known / 2), known - daysBack * periodsPerDay),
      to: counts.periods,
    },
    care,
  );
  const [sha256] = sources.map((source) => source.sha256);
  return {
    ...{ counts, record, clock, zone, asOf, known, isOld, incidents, faults },
    dataHash:
      sources.length === 1 && sha256 !== undefined ? sha256 : hashOf(sources.map((one) => one.sha256)),
    learned: {
      ...learned,
      switchedOff: received.length - allowed.length,
      deployments: [...deployments.visits.values()].reduce((sum, days) => sum + days, 0),
    },
    delay: reportingDelay(incidents, clock.startOf(known), asOf),
    facilities: facilityPoints(incidents),
    districts: districtsOfCells(hexagons, counts.cells, places, await store.places.districts()),
    people: await store.places.people(),
  };
}
