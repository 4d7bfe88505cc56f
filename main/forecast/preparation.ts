import { join } from 'node:path';
import type { DeclarationRecord, SeriesRecord } from '../common/contract/compute-contract.ts';
import type { Progress } from '../common/contract/envelope.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import { windowAt } from '../../models/series/window.ts';
import type { Compute, ForecastStore, ModelRow, NewRun } from './ports.ts';
import { makeRun, servingOf, withBestShown, type Serving } from './runs.ts';
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
  /** Whether networks are trained as well. */
  readonly networks: boolean;
  /** Called when a model that was not shown before is ready to serve. */
  readonly onServing: () => Promise<unknown>;
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
export async function prepare(tools: PreparationTools, scene: Scene, care: Care): Promise<void> {
  const { store } = tools;
  const data = await preparationData(store, scene);
  await tools.usual.learn(tools.forecasting, scene, data.trainable);
  const { declarations } = await tools.forecasting.call('compute.declarations', scene.setting, care);
  let fitted: readonly ModelRow[] = [];
  // Benchmarks take seconds and networks minutes: forecasts are there as soon as the benchmarks are.
  for (const kind of tools.networks ? (['benchmark', 'network'] as const) : (['benchmark'] as const)) {
    const group = declarations.filter((declaration) => declaration.kind === kind);
    const shownBefore = fitted.find(({ isShown }) => isShown)?.modelId;
    fitted = withBestShown([...fitted, ...(await fitGroup(tools, scene, data, group, care))]);
    const serving = servingOf(fitted);
    if (serving === null || serving.shown.modelId === shownBefore) {
      if (serving !== null) await store.models.insert(fitted);
      continue;
    }
    // Models are kept last, and what the earlier ones said goes after that: cut off before, all is as it was.
    await hindcast(tools, scene, data, serving, care);
    await store.models.replace(scene.topic, fitted);
    await store.runs.deleteHindcastsExcept(scene.topic, [serving.shown]);
    await tools.onServing();
  }
  if (fitted.length === 0) throw new MetropoleError('forecast-no-data');
}

/**
 * Makes the rest of a workspace ready whose models came with its data: learns what is usual, lets the shown one forecast, and
 * makes the hindcasts.
 * @throws MetropoleError `aborted`
 */
export async function completeFitted(
  tools: PreparationTools,
  scene: Scene,
  serving: Serving,
  care: Care,
): Promise<void> {
  const data = await preparationData(tools.store, scene);
  await tools.usual.learn(tools.forecasting, scene, data.trainable);
  await tools.onServing();
  await hindcast(tools, scene, data, serving, care);
}

async function preparationData(store: ForecastStore, scene: Scene): Promise<PreparationData> {
  const { span } = scene;
  const from = Math.max(span.from, span.to - longestTraining);
  const series = await seriesFromStore(store, scene, from, span.to);
  const trainingSteps = Math.floor(series.steps * trainingShare);
  const end = from + trainingSteps * series.stepSeconds * 1000;
  return {
    series,
    trainable: await seriesFromStore(store, scene, from, end),
    trainingSteps,
    stamp: Date.now(),
  };
}

/** End of the data that a model was fitted and judged on, epoch milliseconds, to a step. */
export function dataEndOf({ trainedFrom, trainedTo }: Pick<ModelRow, 'trainedFrom' | 'trainedTo'>): number {
  return trainedFrom + (trainedTo - trainedFrom) / trainingShare;
}

/** The data that one preparation works on: all of it, the part to learn from, and the time it began. */
interface PreparationData {
  readonly series: SeriesRecord;
  readonly trainable: SeriesRecord;
  readonly trainingSteps: number;
  readonly stamp: number;
}

/** Models that find too little to learn from are left out. */
async function fitGroup(
  { store, training, forecasting }: PreparationTools,
  scene: Scene,
  { series, trainable, trainingSteps, stamp }: PreparationData,
  declarations: readonly DeclarationRecord[],
  { signal, progress }: Care,
): Promise<readonly ModelRow[]> {
  const { setting } = scene;
  const trainedTo = trainable.start + trainable.steps * trainable.stepSeconds * 1000;
  const fitted: ModelRow[] = [];
  for (const [index, declaration] of declarations.entries()) {
    throwIfAborted(signal);
    const stateFile = `${declaration.id}-${stamp.toString(36)}.model`;
    const state = join(store.folder.models, stateFile);
    const report = (fraction: number): void => {
      const share = (index + fraction) / declarations.length;
      progress({ fraction: share, stage: 'fitting', parameters: { model: declaration.name } });
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
    }
  }
  return fitted;
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
    // Tells one fit from the next: a run belongs to exactly one.
    version: `${version}-${createdAt.toString(36)}`,
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
  { series, trainingSteps }: PreparationData,
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
        { priority: 'background', signal },
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
