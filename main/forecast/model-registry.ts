import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Run } from '../common/contract/messages/forecast.ts';
import type {
  DriftRecord,
  FitName,
  InterruptedTraining,
  ModelVersion,
} from '../common/contract/messages/models.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import { topics, type Topic } from '../common/metrics.ts';
import type { Fit } from '../common/rows/models.ts';
import {
  shownBefore,
  versionIn,
  withApproved,
  withRetired,
  withRolledBack,
  type Decision,
} from './approval.ts';
import { declarationFor, trainCandidate, type CandidateTools } from './candidate-training.ts';
import { compareModels } from './comparison.ts';
import { dataEndOf, isReadable, trainableSteps } from './fitting.ts';
import { takeInterrupted } from './interrupted-training.ts';
import { removeLeftovers } from './leftovers.ts';
import type { ForecastStore, ModelRow } from './ports.ts';
import type { Care } from './preparation.ts';
import { servingIn, shownOf, type Serving } from './runs.ts';
import { benchmarksInUse } from './benchmarks.ts';
import type { Scene } from './scene.ts';
import { standInRecords } from './stand-in-records.ts';
import { leftOutOf, nothingLeftOut } from './track-record.ts';

/** What the registry is built from. */
export interface RegistryTools extends CandidateTools {
  /** What is loaded of a topic; of the one that leads, where none is named. */
  readonly scene: (topic: Topic | undefined) => Promise<Scene | null>;
  /** The instant that the console calls now, epoch milliseconds. */
  readonly now: () => Promise<number | null>;
  /** Does work that no preparation may disturb, when it is its turn. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Makes a forecast of a topic from the present with what serves. */
  readonly forecastNow: (topic: Topic, signal: AbortSignal | undefined) => Promise<Run>;
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
    const scene = await this.#tools.scene(topic);
    if (scene === null)
      return {
        topic: null,
        unit: null,
        models: [],
        before: null,
        interrupted,
        standIns: [],
        drift: [],
        leftOut: nothingLeftOut,
        testLooks: 0,
      };
    const rows = await store.models.list(scene.topic);
    const canServe = await this.#canServe(scene);
    const before = shownBefore(rows.filter(canServe));
    const serving = await servingIn(store, rows);
    const now = await this.#tools.now();
    return {
      topic: scene.topic,
      unit: scene.unit,
      models: rows.map((row) => versionOf(row, canServe(row))),
      before: before === undefined ? null : { model: before.modelId, version: before.version },
      interrupted,
      standIns: await standInRecords(store, scene, serving, now),
      drift: await this.#driftOf(serving, now),
      leftOut: now === null ? nothingLeftOut : await leftOutOf(store, scene, now),
      testLooks: await testLooksIn(store.folder.models),
    };
  }

  async #driftOf(serving: Serving | null, now: number | null): Promise<DriftRecord[]> {
    if (serving === null || now === null) return [];
    const found = await this.#tools.store.drifts.at(serving.shown, now);
    return found
      .filter(({ isOn }) => isOn)
      .map(({ kind, district, asOf, value, limit, count }) => ({
        kind,
        district,
        since: asOf,
        value,
        limit,
        count,
      }));
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
      const scene = await this.#sceneOf(topic);
      const models = await store.models.list(scene.topic);
      await this.#interrupted;
      this.#interrupted = Promise.resolve(null);
      const wish = { model, seed, start, epochs };
      const candidate = await trainCandidate(this.#tools, scene, models, wish, care).catch(
        async (thrown: unknown) => {
          await removeLeftovers(store);
          throw thrown;
        },
      );
      const shown = shownOf(models);
      const comparison =
        shown === undefined || !(await this.#canServe(scene))(shown)
          ? null
          : await compareModels(this.#tools, scene, [candidate, shown], care.signal).catch(withoutComparison);
      return { candidate: versionOf(candidate, true), comparison };
    });
  }

  /**
   * How long a training of these data would take at most.
   * @throws MetropoleError `model-topic-absent`, `model-unknown`, `forecast-no-data`
   */
  async estimate(
    { topic, model, start = 'nothing', epochs = usualEpochs }: RequestOf<EngineMessages, 'models.estimate'>,
    signal?: AbortSignal,
  ): Answer<'models.estimate'> {
    const { store, training } = this.#tools;
    const scene = await this.#sceneOf(topic);
    const models = await store.models.list(scene.topic);
    const { declarations } = await training.call('compute.declarations', scene.setting, { signal });
    const declaration = declarationFor(declarations, model, shownOf(models)?.modelId);
    const size = {
      places: scene.series.length,
      steps: trainableSteps(scene),
      epochs: start === 'nothing' ? null : epochs,
    };
    const asked = { model: declaration.id, setting: scene.setting, ...size };
    const { milliseconds, backend } = await training.call('compute.estimate', asked, { signal });
    return { seconds: milliseconds === null ? null : Math.ceil(milliseconds / 1000), backend };
  }

  /** @throws MetropoleError `model-version-unknown`, `model-unsuitable`, or as the forecast does */
  async approve(
    { model, version }: FitName,
    decision: Decision,
    signal?: AbortSignal,
  ): Answer<'models.approve'> {
    const wanted = { modelId: model, version };
    return await this.#serve(await this.#sceneOfFit(wanted), signal, (models, canServe) => {
      if (!canServe(versionIn(models, wanted)))
        throw new MetropoleError('model-unsuitable', { model, version });
      return withApproved(models, wanted, decision);
    });
  }

  /** @throws MetropoleError `model-none-before`, `model-topic-absent`, or as the forecast does */
  async rollBack(topic: Topic, decision: Decision, signal?: AbortSignal): Answer<'models.roll-back'> {
    return await this.#serve(await this.#sceneOf(topic), signal, (models, canServe) =>
      withRolledBack(models, canServe, decision),
    );
  }

  /** @throws MetropoleError `model-version-unknown`, `model-serves` */
  async retire({ model, version }: FitName): Promise<void> {
    const fit = { modelId: model, version };
    const { topic } = await this.#sceneOfFit(fit);
    const { store } = this.#tools;
    const serving = await servingIn(store, await store.models.list(topic));
    const inUse = serving === null ? [] : [serving.shown, ...benchmarksInUse(serving)];
    await this.#update(topic, (models) => withRetired(models, fit, inUse));
  }

  /** @throws MetropoleError `model-version-unknown`, `model-unsuitable`, `forecast-no-data` */
  async compare(versions: readonly FitName[], signal?: AbortSignal): Answer<'models.compare'> {
    const [first] = versions;
    const scene = await this.#sceneOfFit({ modelId: first?.model ?? '', version: first?.version ?? '' });
    const rows = await this.#tools.store.models.list(scene.topic);
    const canServe = await this.#canServe(scene);
    const chosen = versions.map(({ model, version }) => {
      const row = versionIn(rows, { modelId: model, version });
      if (!canServe(row)) throw new MetropoleError('model-unsuitable', { model, version });
      return row;
    });
    return await compareModels(this.#tools, scene, chosen, signal);
  }

  async #serve(scene: Scene, signal: AbortSignal | undefined, change: Change): Answer<'models.approve'> {
    const canServe = await this.#canServe(scene);
    const after = await this.#update(scene.topic, (models) => change(models, canServe));
    const shown = shownOf(after);
    if (shown === undefined) throw new MetropoleError('forecast-no-model', { model: scene.topic });
    return { shown: versionOf(shown, true), run: await this.#tools.forecastNow(scene.topic, signal) };
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

  async #sceneOf(topic: Topic): Promise<Scene> {
    const scene = await this.#tools.scene(topic);
    if (scene !== null) return scene;
    const leading = await this.#tools.scene(undefined);
    if (leading === null) throw new MetropoleError('forecast-no-data');
    throw new MetropoleError('model-topic-absent', { wanted: topic, loaded: leading.topic });
  }

  /** What is loaded of the topic of a version; of the one that leads, where no topic has it. */
  async #sceneOfFit({ modelId, version }: Fit): Promise<Scene> {
    for (const topic of topics) {
      const rows = await this.#tools.store.models.list(topic);
      if (rows.some((row) => row.modelId === modelId && row.version === version))
        return await this.#sceneOf(topic);
    }
    const leading = await this.#tools.scene(undefined);
    if (leading === null) throw new MetropoleError('forecast-no-data');
    return leading;
  }

  async #canServe(scene: Scene): Promise<(model: ModelRow) => boolean> {
    const { declarations } = await this.#tools.forecasting.call('compute.declarations', scene.setting);
    return (model) =>
      model.dataHash.startsWith(`${scene.structure}.`) &&
      declarations.some((declared) => isReadable(model, declared));
  }
}

function versionOf(model: ModelRow, canServe: boolean): ModelVersion {
  const { topic, isBenchmark, state, isShown, trainedFrom, trainedTo } = model;
  const { dataHash, seed, begunWith, createdAt, approval, validation } = model;
  return {
    ...{ model: model.modelId, version: model.version, topic, isBenchmark, state, isShown, canServe },
    ...{
      trainedFrom,
      trainedTo,
      judgedTo: Math.round(dataEndOf(model)),
      dataHash,
      seed,
      begunWith,
      createdAt,
    },
    approval: approval === null ? null : { ...approval },
    validation,
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
