import type { CallOptions } from '../../common/contract/client.ts';
import type { ExpectedCountsRecord } from '../../common/contract/count-records.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { SafetyUseState } from '../../common/contract/messages/safety-use.ts';
import { MetropoleError } from '../../common/errors.ts';
import { facilityPoints, type FacilityPoint } from '../../common/facility-points.ts';
import type { DriftTold } from '../forecast-tools.ts';
import type { Compute, ForecastStore } from '../ports.ts';
import { hashOf } from '../scene.ts';
import { hexagons } from './cell-grid.ts';
import { areasOf } from './areas.ts';
import { reviewCountDrift } from './count-drift.ts';
import type { ApprovedCounts, CountVersions } from './count-versions.ts';
import { countIncidentsOf, type About, type Counted, type CountedStore, type NotCounted } from './counted.ts';
import { countsRecord } from './counts-record.ts';
import { districtsOfCells } from './districts-of-cells.ts';
import { meansShown, type ShownTold } from './means-shown.ts';
import { reportedUntil, reportingDelay, type ReportingDelay } from './reported-so-far.ts';
import { cellAnswer, equityAnswer, mapAnswer, trackAnswer } from './safety-answers.ts';

type Asked = RequestOf<EngineMessages, 'safety.map'>;

export interface ExpectedIncidentsStore extends CountedStore {
  readonly places: CountedStore['places'] & {
    districts(): Promise<ReadonlyMap<number, string>>;
    people(): Promise<ReadonlyMap<string, number>>;
  };
  readonly drifts: ForecastStore['drifts'];
}

export interface ExpectedIncidentsTools {
  readonly store: ExpectedIncidentsStore;
  readonly compute: Compute;
  /** The versions by which is counted. */
  readonly versions: Pick<CountVersions, 'key' | 'serving'>;
  readonly use: { state(): Promise<SafetyUseState>; readonly signal: AbortSignal };
  /** What the console calls now and shows, and the zone of its data; null where nothing says. */
  readonly clock: () => Promise<{
    readonly now: number | null;
    readonly targetAt: number | null;
    readonly zone: string | undefined;
    /** False where somebody looks back from an instant of their choice. */
    readonly isPresent: boolean;
  }>;
  /** Told what has begun to drift, or ended. */
  readonly onDrift: (found: readonly DriftTold[]) => Promise<void>;
  /** Told at every look whether the mean stands in for what is approved, of each category. */
  readonly onShown: (shown: readonly ShownTold[]) => Promise<void>;
}

/** What can be said of expected incidents from one cut-off. */
export interface Fit extends Counted {
  readonly record: ExpectedCountsRecord;
  readonly approved: ApprovedCounts | null;
  readonly delay: ReportingDelay | null;
  readonly facilities: readonly FacilityPoint[];
  readonly districts: readonly string[];
  readonly people: ReadonlyMap<string, number>;
}

/** What is counted, and whether that is seen from the present. */
interface Looked extends About {
  readonly isPresent: boolean;
}

/** Why nothing is expected. */
export type Nothing = 'stopped' | NotCounted;

/** Days of the past that are kept to look back at. */
const daysBack = 28;
const hour = 3_600_000;
const fitsKept = 4;

/**
 * Expects incidents from what had been received by now, by the versions that serve: worked out in the compute host, and kept until data,
 * use, versions or time are others.
 */
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
  async record(asked: Asked, care: CallOptions): Promise<ResponseOf<EngineMessages, 'safety.record'>> {
    const { fit, targetAt } = await this.#fit(asked, care);
    return trackAnswer(fit, targetAt, asked.categories);
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
    const { use: guard, clock, store, versions } = this.#tools;
    const use = await guard.state();
    if (use.stopped !== null) return { fit: 'stopped', targetAt, use };
    const off = categories?.find(
      (one) => !use.categories.some(({ category, isOn }) => category === one && isOn),
    );
    if (off !== undefined) throw new MetropoleError('safety-category-off', { category: off });
    const { now, targetAt: shown, zone, isPresent } = await clock();
    const sources = (await store.sources.list()).filter(({ format }) => format === 'incidents');
    const key = hashOf([
      sources.map(({ sha256 }) => sha256),
      use.categories.filter(({ isOn }) => isOn).map(({ category }) => category),
      use.switches.filter(({ isOn }) => isOn).map(({ subject }) => subject),
      [now === null ? null : Math.floor(now / hour), hours, zone ?? '', await versions.key()],
    ]);
    const known = this.#fits.get(key) ?? this.#begin(key, { use, now, hours, zone, isPresent }, care);
    try {
      const fit = await known;
      return { fit, targetAt: targetAt ?? shown ?? (typeof fit === 'string' ? null : fit.asOf), use };
    } catch (thrown) {
      if (guard.signal.aborted) return { fit: 'stopped', targetAt, use: await guard.state() };
      throw thrown;
    }
  }

  #begin(key: string, about: Looked, care: CallOptions): Promise<Fit | Nothing> {
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

async function makeFit(
  { store, compute, versions, onDrift, onShown }: ExpectedIncidentsTools,
  about: Looked,
  care: CallOptions,
): Promise<Fit | Nothing> {
  const counted = await countIncidentsOf(store, about);
  if (typeof counted === 'string') return counted;
  const { counts, known, clock, asOf, incidents } = counted;
  const { fits, learnedUntil, approved, served } = await versions.serving(counted, about, care);
  const districts = districtsOfCells(hexagons, counts.cells, counted.places, await store.places.districts());
  const { names, ...areas } = areasOf(districts);
  const record = await compute.call(
    'compute.expect-counts',
    {
      counts: countsRecord(counts),
      from: Math.max(Math.floor(known / 2), known - daysBack * counts.periodsPerDay),
      to: counts.periods,
      fits: [...fits],
      ...{ learnedUntil, reportedUntil: reportedUntil(counted), areas },
    },
    care,
  );
  // By day says the same of the same days; one of the two is enough.
  const isFinest = about.hours === 6 || counted.faults.includes('all-at-midnight');
  const isReviewed = about.isPresent && isFinest;
  if (approved !== null && isReviewed) await onShown(meansShown(record, approved, asOf));
  if (served !== null && record.track !== null && isReviewed) {
    const cells = names.map(
      (_, area) => districts.filter((_one, cell) => areas.ofCell[cell] === area).length,
    );
    const forecastsADay = cells.map((count) => count * counts.categories.length * counts.periodsPerDay);
    const errors = { served, track: record.track, clock, areas: names, forecastsADay };
    const found = await reviewCountDrift(store.drifts, errors, asOf);
    if (found.length > 0) await onDrift(found);
  }
  return {
    ...counted,
    ...{ record, approved, districts },
    delay: reportingDelay(incidents, clock.startOf(known), asOf),
    facilities: facilityPoints(incidents),
    people: await store.places.people(),
  };
}
