import type { ModelComparison } from '../../common/contract/messages/models.ts';
import type { SafetyUseState } from '../../common/contract/messages/safety-use.ts';
import { eitherSignal } from '../../common/either-signal.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { Fit } from '../../common/rows/models.ts';
import { canExpect } from '../../../models/safety/fitted-counts.ts';
import { countMethodOf } from '../../../models/safety/methods.ts';
import type { TrainingWish } from '../registry/candidate-training.ts';
import { driftAt } from '../trust/drift-measures.ts';
import type { Compute, ForecastStore, ModelRow } from '../ports.ts';
import type { Care } from '../fitting/preparation.ts';
import { approvedOf, shownOf } from '../runs/serving.ts';
import type { ServingState, TopicModels } from '../registry/topic-models.ts';
import { nothingLeftOut } from '../trust/track-record.ts';
import { readCountFit } from './count-file.ts';
import { countedIn, fitCounts } from './count-training.ts';
import { countedWays, type CountVersions } from './count-versions.ts';
import { countIncidentsOf, countsToJudge, type About, type Counted, type CountedStore } from './counted.ts';
import { countsRecord } from './counts-record.ts';
import { reportedUntil } from './reported-so-far.ts';

export interface CountModelsTools {
  readonly store: CountedStore & Pick<ForecastStore, 'models' | 'folder' | 'drifts'>;
  readonly training: Compute;
  readonly versions: CountVersions;
  readonly use: { state(): Promise<SafetyUseState>; readonly signal: AbortSignal };
  readonly clock: () => Promise<{ readonly now: number | null; readonly zone: string | undefined }>;
}

/** What is trained where nobody says what: the one method that is no benchmark. */
const usualMethod = 'regression';
/** Days that versions are compared on at least. */
const leastComparedDays = 7;
/** Days that a training is tried on to see how long it takes, and how many of them are learned from. */
const [triedDays, triedLearned] = [42, 35];

/** The models that expect counts of the incidents that are loaded. */
export class CountModels implements TopicModels {
  readonly topic = 'safety';
  readonly unit = null;
  readonly #tools: CountModelsTools;

  private constructor(tools: CountModelsTools) {
    this.#tools = tools;
  }

  /** Null where no incidents are loaded. */
  static async of(tools: CountModelsTools): Promise<CountModels | null> {
    const sources = await tools.store.sources.list();
    return sources.some(({ format }) => format === 'incidents') ? new CountModels(tools) : null;
  }

  async canServe(): Promise<(model: ModelRow) => boolean> {
    const about = await this.#about();
    const counted = await countIncidentsOf(this.#tools.store, about);
    if (typeof counted === 'string') return () => false;
    return this.#tools.versions.canServe(counted, about.use);
  }

  /** @throws MetropoleError `safety-stopped`, `model-unknown`, `model-no-start`, `forecast-no-data`, `aborted` */
  async train(
    _models: readonly ModelRow[],
    { model, start }: TrainingWish,
    { signal, progress }: Care,
  ): Promise<ModelRow> {
    const { store, training, use } = this.#tools;
    const method = countMethodOf(nameOf(model));
    if (start !== 'nothing') throw new MetropoleError('model-no-start', { start, model: method.name });
    const about = await this.#about();
    if (about.use.stopped !== null) {
      const { by, reason } = about.use.stopped;
      throw new MetropoleError('safety-stopped', { by, reason });
    }
    const candidate = await fitCounts({
      training,
      folder: store.folder.models,
      method,
      counted: await countedWays(store, about, await this.#counted(about)),
      isJudged: true,
      care: {
        signal: signal === undefined ? use.signal : eitherSignal(signal, use.signal),
        onProgress: progress,
      },
    });
    await store.models.insert([candidate]);
    return candidate;
  }

  /** Tried on the first weeks, by day, and taken to grow with cells, categories and periods. @throws MetropoleError `forecast-no-data`, `aborted` */
  async estimate(
    _models: readonly ModelRow[],
    { model }: Parameters<TopicModels['estimate']>[1],
    signal: AbortSignal | undefined,
  ): ReturnType<TopicModels['estimate']> {
    const { store, training } = this.#tools;
    const about = await this.#about();
    const ways = await countedWays(store, about, await this.#counted(about));
    const [daily] = ways;
    const days = Math.min(triedDays, Math.floor(daily.known));
    const from = Math.min(triedLearned, days - 1);
    const tried = countsToJudge({ ...daily, known: days }, from);
    const method = countMethodOf(nameOf(model)).name;
    const began = performance.now();
    await training.call(
      'compute.fit-counts',
      { counts: countsRecord(tried), method, from, to: days },
      { signal },
    );
    const seconds = (performance.now() - began) / 1000;
    const times = ways.reduce((sum, { counts }) => sum + sizeOf(counts), 0) / sizeOf(tried);
    return { seconds: Math.ceil(seconds * times), backend: 'cpu' };
  }

  async compare(models: readonly ModelRow[], signal: AbortSignal | undefined): Promise<ModelComparison> {
    const { store, training } = this.#tools;
    const about = await this.#about();
    const counted = await countedWays(store, about, await this.#counted(about));
    const [{ clock }] = counted;
    const learned = Math.max(...models.map(({ trainedTo }) => trainedTo));
    const days = { from: clock.at(learned), to: reportedUntil(counted[0]) / clock.periodsPerDay };
    if (days.to - days.from < leastComparedDays) throw new MetropoleError('forecast-no-data');
    const tables: NonNullable<ModelComparison['counts']> = [];
    for (const one of counted) {
      const counts = countsToJudge(one, days.from);
      const fits = await Promise.all(models.map((row) => this.#fitOf(row, one)));
      const { rows } = await training.call(
        'compute.compare-counts',
        { counts: countsRecord(counts), fits, ...days },
        { signal },
      );
      tables.push({ ...countedIn(counts, days), rows });
    }
    return {
      ...{ unit: null, rows: [], counts: tables },
      from: learned,
      to: clock.startOf(days.to),
    };
  }

  async state(models: readonly ModelRow[], now: number | null): Promise<ServingState> {
    const shown = shownOf(models);
    const { drifts } = this.#tools.store;
    return {
      standIns: [],
      // Without readings nothing is called now.
      drift: shown === undefined ? [] : await driftAt(drifts, shown, now ?? Date.now()),
      leftOut: nothingLeftOut,
    };
  }

  async inUse(models: readonly ModelRow[]): Promise<readonly Fit[]> {
    return await Promise.resolve(approvedOf(models));
  }

  async forecast(): Promise<null> {
    return await Promise.resolve(null);
  }

  async #fitOf(
    { modelId, version, stateFile }: ModelRow,
    { counts }: Counted,
  ): Promise<NonNullable<Awaited<ReturnType<typeof readCountFit>>> & { readonly name: string }> {
    const fit = await readCountFit(this.#tools.store.folder.models, stateFile, counts.periodsPerDay);
    if (fit === null || !canExpect(fit, counts))
      throw new MetropoleError('model-unsuitable', { model: modelId, version });
    return { ...fit, name: `${modelId}@${version}` };
  }

  async #about(): Promise<About> {
    const { use, clock } = this.#tools;
    return { use: await use.state(), ...(await clock()), hours: 24 };
  }

  /** @throws MetropoleError `forecast-no-data` where nothing can or may be counted */
  async #counted(about: About): Promise<Counted> {
    const counted = await countIncidentsOf(this.#tools.store, about);
    if (typeof counted === 'string') throw new MetropoleError('forecast-no-data', {}, counted);
    return counted;
  }
}

/** How many counts there are. */
function sizeOf({ cells, categories, periods }: Counted['counts']): number {
  return cells.length * categories.length * periods;
}

/** `regression` of `safety.regression`. */
function nameOf(model: string | null): string {
  return model?.split('.').at(-1) ?? usualMethod;
}
