import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { FitName, InterruptedTraining, ModelVersion } from '../../common/contract/messages/models.ts';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';
import { topics, type Topic } from '../../common/metrics.ts';
import type { Fit } from '../../common/rows/models.ts';
import {
  shownBefore,
  versionIn,
  withApproved,
  withRetired,
  withRolledBack,
  type Decision,
} from './approval.ts';
import { dataEndOf } from '../fitting/fitting.ts';
import { takeInterrupted } from './interrupted-training.ts';
import { removeLeftovers } from './leftovers.ts';
import type { ForecastStore, ModelRow } from '../ports.ts';
import type { Care } from '../fitting/preparation.ts';
import { shownOf } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { SeriesModels, type SeriesModelsTools } from './series-models.ts';
import type { TopicModels } from './topic-models.ts';
import { nothingLeftOut } from '../trust/track-record.ts';

/** What the registry is built from. */
export interface RegistryTools extends SeriesModelsTools {
  /** What is loaded of a topic; of the one that leads, where none is named. */
  readonly scene: (topic: Topic | undefined) => Promise<Scene | null>;
  /** The models that expect counts of incidents; null where none are loaded. */
  readonly counts: () => Promise<TopicModels | null>;
  /** The instant that the console calls now, epoch milliseconds. */
  readonly now: () => Promise<number | null>;
  /** Does work that no preparation may disturb, when it is its turn. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** So many epochs at most a network is trained further that was trained before. */
const usualEpochs = 2;

type Answer<N extends keyof EngineMessages> = Promise<ResponseOf<EngineMessages, N>>;
type Change = (models: readonly ModelRow[], canServe: (model: ModelRow) => boolean) => readonly ModelRow[];

/** The fitted versions of each topic: trained on demand, approved, compared, rolled back. */
export class ModelRegistry {
  readonly #tools: RegistryTools;
  #interrupted: Promise<InterruptedTraining | null>;

  constructor(tools: RegistryTools) {
    this.#tools = tools;
    this.#interrupted = takeInterrupted(tools.store.folder.models);
  }

  async list(topic?: Topic): Answer<'models.list'> {
    const { store } = this.#tools;
    const interrupted = await this.#interrupted;
    const loaded = await this.#loaded(topic);
    if (loaded === null)
      return {
        ...{ topic: null, unit: null, models: [], before: null, interrupted },
        ...{ standIns: [], drift: [], leftOut: nothingLeftOut, testLooks: 0 },
      };
    const rows = await store.models.list(loaded.topic);
    const canServe = await loaded.canServe();
    const before = shownBefore(rows.filter(canServe));
    return {
      topic: loaded.topic,
      unit: loaded.unit,
      models: rows.map((row) => versionOf(row, canServe(row))),
      before: before === undefined ? null : { model: before.modelId, version: before.version },
      interrupted,
      ...(await loaded.state(rows, await this.#tools.now())),
      testLooks: await testLooksIn(store.folder.models),
    };
  }

  /** @throws MetropoleError `model-topic-absent`, `model-unknown`, `forecast-no-data`, `aborted` */
  async train(
    {
      topic,
      model,
      seed,
      start = 'nothing',
      epochs = usualEpochs,
    }: RequestOf<EngineMessages, 'models.train'>,
    care: Care,
  ): Answer<'models.train'> {
    const { store, inTurn } = this.#tools;
    care.progress({ fraction: null, stage: 'waiting' });
    return await inTurn(async () => {
      throwIfAborted(care.signal);
      const loaded = await this.#loadedOf(topic);
      const models = await store.models.list(loaded.topic);
      await this.#interrupted;
      this.#interrupted = Promise.resolve(null);
      const wish = { model, seed, start, epochs };
      const candidate = await loaded.train(models, wish, care).catch(async (thrown: unknown) => {
        await removeLeftovers(store);
        throw thrown;
      });
      const shown = shownOf(models);
      const comparison =
        shown === undefined || !(await loaded.canServe())(shown)
          ? null
          : await loaded.compare([candidate, shown], care.signal).catch(withoutComparison);
      return { candidate: versionOf(candidate, true), comparison };
    });
  }

  /**
   * How long a training of these data would take at most.
   * @throws MetropoleError `model-topic-absent`, `model-unknown`, `forecast-no-data`
   */
  async estimate(
    { topic, epochs = usualEpochs, ...wish }: RequestOf<EngineMessages, 'models.estimate'>,
    signal?: AbortSignal,
  ): Answer<'models.estimate'> {
    const loaded = await this.#loadedOf(topic);
    const models = await this.#tools.store.models.list(loaded.topic);
    return await loaded.estimate(models, { ...wish, epochs }, signal);
  }

  /** @throws MetropoleError `model-version-unknown`, `model-unsuitable`, or as the forecast does */
  async approve(
    { model, version }: FitName,
    decision: Decision,
    signal?: AbortSignal,
  ): Answer<'models.approve'> {
    const wanted = { modelId: model, version };
    return await this.#serve(await this.#loadedOfFit(wanted), signal, (models, canServe) => {
      if (!canServe(versionIn(models, wanted)))
        throw new MetropoleError('model-unsuitable', { model, version });
      return withApproved(models, wanted, decision);
    });
  }

  /** @throws MetropoleError `model-none-before`, `model-topic-absent`, or as the forecast does */
  async rollBack(topic: Topic, decision: Decision, signal?: AbortSignal): Answer<'models.roll-back'> {
    return await this.#serve(await this.#loadedOf(topic), signal, (models, canServe) =>
      withRolledBack(models, canServe, decision),
    );
  }

  /** @throws MetropoleError `model-version-unknown`, `model-serves` */
  async retire({ model, version }: FitName): Promise<void> {
    const fit = { modelId: model, version };
    const loaded = await this.#loadedOfFit(fit);
    const inUse = await loaded.inUse(await this.#tools.store.models.list(loaded.topic));
    await this.#update(loaded.topic, (models) => withRetired(models, fit, inUse));
  }

  /** @throws MetropoleError `model-version-unknown`, `model-unsuitable`, `forecast-no-data` */
  async compare(versions: readonly FitName[], signal?: AbortSignal): Answer<'models.compare'> {
    const [first] = versions;
    const loaded = await this.#loadedOfFit({ modelId: first?.model ?? '', version: first?.version ?? '' });
    const rows = await this.#tools.store.models.list(loaded.topic);
    const canServe = await loaded.canServe();
    const chosen = versions.map(({ model, version }) => {
      const row = versionIn(rows, { modelId: model, version });
      if (!canServe(row)) throw new MetropoleError('model-unsuitable', { model, version });
      return row;
    });
    return await loaded.compare(chosen, signal);
  }

  async #serve(
    loaded: TopicModels,
    signal: AbortSignal | undefined,
    change: Change,
  ): Answer<'models.approve'> {
    const canServe = await loaded.canServe();
    const after = await this.#update(loaded.topic, (models) => change(models, canServe));
    const shown = shownOf(after);
    if (shown === undefined) throw new MetropoleError('forecast-no-model', { model: loaded.topic });
    return { shown: versionOf(shown, true), run: await loaded.forecast(signal) };
  }

  /** The files of versions that fell out go after the rows that name them. */
  async #update(
    topic: Topic,
    change: (models: readonly ModelRow[]) => readonly ModelRow[],
  ): Promise<readonly ModelRow[]> {
    const { store } = this.#tools;
    const { before, after } = await store.models.update(topic, change);
    const kept = new Set(after.map(({ stateFile }) => stateFile));
    const gone = before.filter(({ stateFile }) => !kept.has(stateFile));
    await Promise.all(gone.map(({ stateFile }) => rm(join(store.folder.models, stateFile), { force: true })));
    return after;
  }

  /** What is loaded of a topic, or of the one that leads; null where there is nothing. */
  async #loaded(topic: Topic | undefined): Promise<TopicModels | null> {
    if (topic === 'safety') return await this.#tools.counts();
    const scene = await this.#tools.scene(topic);
    if (scene !== null) return new SeriesModels(this.#tools, scene);
    return topic === undefined ? await this.#tools.counts() : null;
  }

  async #loadedOf(topic: Topic): Promise<TopicModels> {
    const loaded = await this.#loaded(topic);
    if (loaded !== null) return loaded;
    throw new MetropoleError('model-topic-absent', { wanted: topic, loaded: (await this.#leading()).topic });
  }

  async #leading(): Promise<TopicModels> {
    const leading = await this.#loaded(undefined);
    if (leading === null) throw new MetropoleError('forecast-no-data');
    return leading;
  }

  /** What is loaded of the topic of a version; of the one that leads, where no topic has it. */
  async #loadedOfFit({ modelId, version }: Fit): Promise<TopicModels> {
    for (const topic of topics) {
      const rows = await this.#tools.store.models.list(topic);
      if (rows.some((row) => row.modelId === modelId && row.version === version))
        return await this.#loadedOf(topic);
    }
    return await this.#leading();
  }
}

function versionOf(model: ModelRow, canServe: boolean): ModelVersion {
  const { topic, isBenchmark, state, isShown, trainedFrom, trainedTo } = model;
  const { dataHash, seed, begunWith, createdAt, approval, validation, counts } = model;
  return {
    ...{ model: model.modelId, version: model.version, topic, isBenchmark, state, isShown, canServe },
    ...{
      trainedFrom,
      trainedTo,
      judgedTo: Math.round(counts?.judgedTo ?? dataEndOf(model)),
      dataHash,
      seed,
      begunWith,
      createdAt,
    },
    approval: approval === null ? null : { ...approval },
    validation,
    counts,
  };
}

/** The candidate is kept by then: it stays, compared or not. */
function withoutComparison(thrown: unknown): null {
  const error = MetropoleError.from(thrown);
  if (error.code === 'forecast-no-data' || error.code === 'aborted') return null;
  throw error;
}

async function testLooksIn(folder: ForecastStore['folder']['models']): Promise<number> {
  const looks = await readFile(join(folder, 'test-looks.jsonl'), 'utf8').catch(() => '');
  return looks.split('\n').filter((line) => line !== '').length;
}
