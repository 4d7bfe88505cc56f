import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallOptions } from '../../common/contract/client.ts';
import type { CountFitRecord } from '../../common/contract/count-records.ts';
import type { SafetyUseState } from '../../common/contract/messages/safety-use.ts';
import { MetropoleError } from '../../common/errors.ts';
import { mean, meanByWeek } from '../../../models/safety/benchmarks/simple.ts';
import { canExpect } from '../../../models/safety/fitted-counts.ts';
import { countMethodOf, countMethods } from '../../../models/safety/methods.ts';
import { withBenchmarksRenewed } from '../registry/approval.ts';
import { isReadable } from '../fitting/fitting.ts';
import { hasGrown } from '../fitting/grown-data.ts';
import type { Compute, ForecastStore, ModelRow } from '../ports.ts';
import { approvedOf, shownOf } from '../runs/serving.ts';
import { Turns } from '../turns.ts';
import { readCountFit } from './count-file.ts';
import { countModelId, fitCounts } from './count-training.ts';
import { countIncidentsOf, type About, type Counted, type CountedStore } from './counted.ts';

/** Why the approved version does not serve: other data or use than it was trained with, or it has learned from what is still to come. */
export type NotServing = 'data' | 'use' | 'later';

/** The version that somebody approved beside the means. */
export interface ApprovedCounts {
  readonly model: string;
  readonly version: string;
  /** Null: it serves where it earns it. */
  readonly because: NotServing | null;
}

/** Fits to expect counts with, the two means first. */
export interface ServingCounts {
  readonly fits: readonly CountFitRecord[];
  /** End of what any of them has learned from, period. */
  readonly learnedUntil: number;
  readonly approved: ApprovedCounts | null;
  /** The version that the record of these fits is of: the shown one; null where it does not serve. */
  readonly served: ModelRow | null;
}

export interface CountVersionsTools {
  readonly store: CountedStore & Pick<ForecastStore, 'models' | 'folder'>;
  readonly training: Compute;
  /** Told after the means were fitted anew. */
  readonly onFitted: () => void;
}

/** The two means: fitted by the console itself, like the benchmarks of every topic. */
const meanMethods = [mean, meanByWeek].map(({ name }) => countMethodOf(name));
const meanIds = meanMethods.map(({ name }) => countModelId(name));

/** The stored versions that expect counts, and which of them serve. */
export class CountVersions {
  readonly #tools: CountVersionsTools;
  readonly #turns = new Turns();

  constructor(tools: CountVersionsTools) {
    this.#tools = tools;
  }

  /** Changes whenever another version is approved; the means change with the data and the use alone. */
  async key(): Promise<string> {
    const shown = shownOf(await this.#tools.store.models.list('safety'));
    return shown === undefined || meanIds.includes(shown.modelId) ? '' : `${shown.modelId}@${shown.version}`;
  }

  /**
   * What serves for incidents as they are counted: the means, fitted now where there are none, and what was approved.
   * @throws MetropoleError `aborted`
   */
  async serving(counted: Counted, about: About, care: CallOptions): Promise<ServingCounts> {
    const { fits: means, learnedUntil } = await this.#turns.take(() => this.#means(counted, about, care));
    const shown = shownOf(await this.#tools.store.models.list('safety'));
    if (shown === undefined || meanIds.includes(shown.modelId))
      return { fits: means, learnedUntil, approved: null, served: shown ?? null };
    const approved = { model: shown.modelId, version: shown.version };
    const fit = await this.#fitOf(shown, counted);
    const because = notServing(shown, counted, about.use) ?? (fit === null ? 'data' : null);
    if (fit === null || because !== null)
      return { fits: means, learnedUntil, approved: { ...approved, because }, served: null };
    return {
      fits: [...means, fit],
      learnedUntil: Math.max(learnedUntil, counted.clock.at(shown.trainedTo)),
      approved: { ...approved, because: null },
      served: shown,
    };
  }

  /** Whether the versions that are kept could serve for what is counted and may be used. */
  canServe(counted: Counted, use: SafetyUseState): (row: ModelRow) => boolean {
    return (row) => notServing(row, counted, use) === null;
  }

  async #means(
    counted: Counted,
    about: About,
    care: CallOptions,
  ): Promise<Pick<ServingCounts, 'fits' | 'learnedUntil'>> {
    const { store } = this.#tools;
    const rows = approvedOf(await store.models.list('safety'));
    const kept = meanIds.flatMap((id) => rows.find(({ modelId }) => modelId === id) ?? []);
    const isUsable = (row: ModelRow): boolean =>
      notServing(row, counted, about.use) === null &&
      counted.counts.categories.every((category) => row.counts?.categories.includes(category));
    if (kept.length === meanIds.length && kept.every(isUsable)) {
      const fits = await this.#fitsOf(kept, counted);
      if (fits !== null) return { fits, learnedUntil: learnedUntilOf(kept, counted) };
    }
    const fitted: ModelRow[] = [];
    const ways = await countedWays(store, about, counted);
    for (const method of meanMethods) {
      const { training } = this.#tools;
      const folder = store.folder.models;
      fitted.push(await fitCounts({ training, folder, method, counted: ways, isJudged: false, care }));
    }
    const fits = await this.#fitsOf(fitted, counted);
    if (fits === null) throw new MetropoleError('forecast-no-model', { model: meanIds.join(', ') });
    // A look back at an earlier instant leaves the versions that serve now as they are.
    if (kept.some(({ counts }) => counts !== null && counts.judgedTo > counted.asOf))
      await Promise.all(fitted.map(({ stateFile }) => rm(join(store.folder.models, stateFile))));
    else {
      await store.models.update('safety', (models) => withBenchmarksRenewed(models, fitted, Date.now()));
      this.#tools.onFitted();
    }
    return { fits, learnedUntil: learnedUntilOf(fitted, counted) };
  }

  async #fitsOf(rows: readonly ModelRow[], counted: Counted): Promise<CountFitRecord[] | null> {
    const fits = await Promise.all(rows.map((row) => this.#fitOf(row, counted)));
    const found = fits.filter((fit) => fit !== null);
    return found.length === rows.length ? found : null;
  }

  async #fitOf({ stateFile }: ModelRow, { clock, counts }: Counted): Promise<CountFitRecord | null> {
    const fit = await readCountFit(this.#tools.store.folder.models, stateFile, clock.periodsPerDay);
    return fit !== null && canExpect(fit, counts) ? fit : null;
  }
}

/** The same incidents by day and by shift; by day alone where their times are not known. */
export async function countedWays(
  store: CountedStore,
  about: About,
  one: Counted,
): Promise<readonly [Counted, ...Counted[]]> {
  const otherHours = one.clock.hours === 24 ? 6 : 24;
  const other = await countIncidentsOf(store, { ...about, hours: otherHours });
  if (typeof other === 'string' || other.clock.hours === one.clock.hours) return [one];
  return one.clock.hours === 24 ? [one, other] : [other, one];
}

function learnedUntilOf(rows: readonly ModelRow[], { clock }: Counted): number {
  return Math.max(...rows.map(({ trainedTo }) => clock.at(trainedTo)));
}

/** Why a version cannot serve; null: it can. */
function notServing(
  row: ModelRow,
  { sources, structure, clock, known, learnsFindings }: Counted,
  { categories }: SafetyUseState,
): NotServing | null {
  const { counts } = row;
  const method = countMethods.find(({ name }) => countModelId(name) === row.modelId);
  if (counts === null || method === undefined) return 'data';
  if (!isReadable(row, { id: row.modelId, version: method.version })) return 'data';
  const isOn = (category: string): boolean => categories.some((one) => one.category === category && one.isOn);
  if (!counts.categories.every(isOn) || counts.learnsFindings !== learnsFindings) return 'use';
  if (!hasGrown({ sources, structure }, row)) return 'data';
  return clock.at(row.trainedTo) > known ? 'later' : null;
}
