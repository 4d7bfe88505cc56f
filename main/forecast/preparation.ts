import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeclarationRecord, SeriesRecord } from '../common/contract/compute-contract.ts';
import type { Progress } from '../common/contract/envelope.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import { windowAt } from '../../models/series/window.ts';
import type { Compute, ForecastStore, ModelRow, NewRun } from './ports.ts';
import { makeRun, servingOf, type Serving } from './runs.ts';
import type { Scene } from './scene.ts';
import type { UsualBook } from './usual.ts';
import { seriesFromStore } from './window.ts';

const day = 86_400_000;
/** Longer histories are cut: older days say little about tomorrow and training has to end. */
const longestTraining = 56 * day;
const trainingShare = 0.8;
/** Hindcasts reach back this far at most, and start this far apart. */
const hindcastReach = 3 * day;
const hindcastEvery = 900_000;
const runsPerWrite = 24;
const seed = 1;

/** What preparing needs. */
export interface PreparationTools {
  readonly store: ForecastStore;
  readonly forecasting: Compute;
  readonly training: Compute;
  readonly usual: UsualBook;
}

/** How the work goes on: progress over the whole, abort. */
export interface Care {
  readonly signal?: AbortSignal | undefined;
  readonly progress: (progress: Progress) => void;
}

/**
 * Makes a workspace ready: learns what is usual, fits every model on the first part of the data, chooses the shown one by its
 * pinball loss on the rest, and forecasts the rest as it would have been forecast then (hindcasts), so that the clock, the
 * scores and "last errors here" have something to show from the start. The model that serves is the one that was judged.
 *
 * @throws MetropoleError `forecast-no-data` when there is too little to learn from; `aborted`
 */
export async function prepare(
  tools: PreparationTools,
  scene: Scene,
  care: Care,
): Promise<readonly ModelRow[]> {
  const { store } = tools;
  const { span } = scene;
  const from = Math.max(span.from, span.to - longestTraining);
  const series = await seriesFromStore(store, scene, from, span.to);
  const trainingSteps = Math.floor(series.steps * trainingShare);
  await tools.usual.learn(tools.forecasting, scene, series);
  const models = await fitAll(tools, scene, series, trainingSteps, care);
  const outdated = await store.models.list(scene.topic);
  await store.models.clear(scene.topic);
  await store.models.insert(models);
  await Promise.all(
    outdated.map(({ stateFile }) => rm(join(store.folder.models, stateFile), { force: true })),
  );
  const serving = servingOf(models);
  if (serving !== null) await hindcast(tools, scene, series, trainingSteps, serving, care);
  return models;
}

async function fitAll(
  { store, training, forecasting }: PreparationTools,
  scene: Scene,
  series: SeriesRecord,
  trainingSteps: number,
  { signal, progress }: Care,
): Promise<readonly ModelRow[]> {
  const { setting } = scene;
  const stepMilliseconds = series.stepSeconds * 1000;
  const trainedTo = series.start + trainingSteps * stepMilliseconds;
  const trainable = await seriesFromStore(store, scene, series.start, trainedTo);
  const { declarations } = await forecasting.call('compute.declarations', setting, { signal });
  const stamp = Date.now();
  const fitted: ModelRow[] = [];
  const refusals: string[] = [];
  for (const [index, declaration] of declarations.entries()) {
    throwIfAborted(signal);
    const stateFile = `${declaration.id}-${stamp.toString(36)}.model`;
    const state = join(store.folder.models, stateFile);
    const report = (fraction: number): void => {
      progress({
        fraction: (index + fraction) / (declarations.length + 1),
        stage: 'fitting',
        parameters: { model: declaration.name },
      });
    };
    report(0);
    try {
      const { version } = await training.call(
        'compute.train',
        { model: declaration.id, setting, series: trainable, seed, stateFile: state },
        { signal, onProgress: (step) => report(step.fraction ?? 0) },
      );
      const { pinball } = await forecasting.call(
        'compute.validate',
        { model: declaration.id, setting, stateFile: state, series, fromStep: trainingSteps },
        { signal },
      );
      fitted.push(modelRow(scene, declaration, version, stateFile, pinball, series.start, trainedTo, stamp));
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'forecast-no-data') throw error;
      refusals.push(declaration.id);
    }
  }
  const best = fitted
    .filter(({ validationPinball }) => validationPinball !== null)
    .sort((one, other) => (one.validationPinball ?? 0) - (other.validationPinball ?? 0))[0];
  if (best === undefined) throw new MetropoleError('forecast-no-data', {}, refusals.join(', '));
  return fitted.map((model) => ({ ...model, isShown: model === best }));
}

function modelRow(
  scene: Scene,
  declaration: DeclarationRecord,
  version: string,
  stateFile: string,
  pinball: number,
  trainedFrom: number,
  trainedTo: number,
  createdAt: number,
): ModelRow {
  return {
    modelId: declaration.id,
    version,
    topic: scene.topic,
    isBenchmark: declaration.kind === 'benchmark',
    stateFile,
    dataHash: scene.dataHash,
    trainedFrom,
    trainedTo,
    seed,
    validationPinball: Number.isFinite(pinball) ? pinball : null,
    isShown: false,
    createdAt,
  };
}

async function hindcast(
  { store, forecasting, usual }: PreparationTools,
  scene: Scene,
  series: SeriesRecord,
  trainingSteps: number,
  serving: Serving,
  { signal, progress }: Care,
): Promise<void> {
  const stepMilliseconds = series.stepSeconds * 1000;
  const { declarations } = await forecasting.call('compute.declarations', scene.setting, { signal });
  const shape = {
    horizonSteps: scene.setting.horizonSteps,
    historySteps: Math.max(...declarations.map(({ historySteps }) => historySteps)),
    daysBefore: [...new Set(declarations.flatMap(({ daysBefore }) => daysBefore))],
  };
  const stride = Math.max(1, Math.round(hindcastEvery / stepMilliseconds));
  const earliest = Math.max(trainingSteps, series.steps - Math.round(hindcastReach / stepMilliseconds));
  const origins: number[] = [];
  for (let origin = series.steps - stride; origin >= earliest; origin -= stride) origins.unshift(origin);
  await store.runs.deleteHindcasts(scene.topic);
  let waiting: NewRun[] = [];
  for (const [index, origin] of origins.entries()) {
    throwIfAborted(signal);
    const asOf = series.start + origin * stepMilliseconds;
    const window = windowAt(series, origin, shape);
    const usualAt = await usualAhead(usual, scene, asOf);
    const stateFile = (model: ModelRow): string => join(store.folder.models, model.stateFile);
    waiting.push(
      await makeRun(
        forecasting,
        scene,
        serving,
        {
          ...window,
          places: [...window.places],
          sameTime: [...window.sameTime],
          covariates: [...window.covariates],
        },
        'hindcast',
        usualAt,
        stateFile,
        signal,
      ),
    );
    if (waiting.length >= runsPerWrite || index === origins.length - 1) {
      await store.runs.insert(waiting, signal);
      waiting = [];
    }
    progress({ fraction: (index + 1) / origins.length, stage: 'hindcasting' });
  }
}

/** What is usual in each step of the horizon from `asOf` on. */
export async function usualAhead(
  usual: UsualBook,
  scene: Scene,
  asOf: number,
): Promise<readonly Float32Array[]> {
  const { horizonSteps, stepSeconds } = scene.setting;
  return await Promise.all(
    Array.from({ length: horizonSteps }, (_, step) => usual.at(scene, asOf + step * stepSeconds * 1000)),
  );
}
