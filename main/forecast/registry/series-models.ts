import type { Run } from '../../common/contract/messages/forecast.ts';
import type { ModelComparison } from '../../common/contract/messages/models.ts';
import type { Topic, Unit } from '../../common/metrics.ts';
import type { Fit } from '../../common/rows/models.ts';
import { benchmarksInUse } from '../runs/benchmarks.ts';
import {
  declarationFor,
  trainCandidate,
  type CandidateTools,
  type TrainingWish,
} from './candidate-training.ts';
import { compareModels } from './comparison.ts';
import { driftAt } from '../trust/drift-measures.ts';
import { isReadable, trainableSteps } from '../fitting/fitting.ts';
import type { ModelRow } from '../ports.ts';
import type { Care } from '../fitting/preparation.ts';
import { servingIn, shownOf } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { standInRecords } from '../trust/stand-in-records.ts';
import type { ServingState, TopicModels } from './topic-models.ts';
import { leftOutOf, nothingLeftOut } from '../trust/track-record.ts';

export interface SeriesModelsTools extends CandidateTools {
  /** Makes a forecast of a topic from the present with what serves. */
  readonly forecastNow: (topic: Topic, signal: AbortSignal | undefined) => Promise<Run>;
}

/** The models of a topic whose places have readings. */
export class SeriesModels implements TopicModels {
  readonly topic: Topic;
  readonly unit: Unit;
  readonly #tools: SeriesModelsTools;
  readonly #scene: Scene;

  constructor(tools: SeriesModelsTools, scene: Scene) {
    this.#tools = tools;
    this.#scene = scene;
    this.topic = scene.topic;
    this.unit = scene.unit;
  }

  async canServe(): Promise<(model: ModelRow) => boolean> {
    const { setting, structure } = this.#scene;
    const { declarations } = await this.#tools.forecasting.call('compute.declarations', setting);
    return (model) =>
      model.dataHash.startsWith(`${structure}.`) &&
      declarations.some((declared) => isReadable(model, declared));
  }

  async train(models: readonly ModelRow[], wish: TrainingWish, care: Care): Promise<ModelRow> {
    return await trainCandidate(this.#tools, this.#scene, models, wish, care);
  }

  async estimate(
    models: readonly ModelRow[],
    { model, start = 'nothing', epochs }: Parameters<TopicModels['estimate']>[1],
    signal: AbortSignal | undefined,
  ): ReturnType<TopicModels['estimate']> {
    const { training } = this.#tools;
    const { setting, series } = this.#scene;
    const { declarations } = await training.call('compute.declarations', setting, { signal });
    const declaration = declarationFor(declarations, model, shownOf(models)?.modelId);
    const size = {
      places: series.length,
      steps: trainableSteps(this.#scene),
      epochs: start === 'nothing' ? null : epochs,
    };
    const asked = { model: declaration.id, setting, ...size };
    const { milliseconds, backend } = await training.call('compute.estimate', asked, { signal });
    return { seconds: milliseconds === null ? null : Math.ceil(milliseconds / 1000), backend };
  }

  async compare(models: readonly ModelRow[], signal: AbortSignal | undefined): Promise<ModelComparison> {
    return await compareModels(this.#tools, this.#scene, models, signal);
  }

  async state(models: readonly ModelRow[], now: number | null): Promise<ServingState> {
    const { store } = this.#tools;
    const serving = await servingIn(store, models);
    return {
      standIns: await standInRecords(store, this.#scene, serving, now),
      drift: serving === null || now === null ? [] : await driftAt(store.drifts, serving.shown, now),
      leftOut: now === null ? nothingLeftOut : await leftOutOf(store, this.#scene, now),
    };
  }

  async inUse(models: readonly ModelRow[]): Promise<readonly Fit[]> {
    const serving = await servingIn(this.#tools.store, models);
    return serving === null ? [] : [serving.shown, ...benchmarksInUse(serving)];
  }

  async forecast(signal: AbortSignal | undefined): Promise<Run> {
    return await this.#tools.forecastNow(this.topic, signal);
  }
}
