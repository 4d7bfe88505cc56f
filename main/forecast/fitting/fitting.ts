import { join } from 'node:path';
import type { DeclarationRecord, SeriesRecord } from '../../common/contract/compute-contract.ts';
import type { Progress } from '../../common/contract/envelope.ts';
import type { Topic } from '../../common/metrics.ts';
import type { Figures } from '../../common/rows/models.ts';
import { checkpointName, removeCheckpoints, type TrainingSubject } from '../registry/checkpoints.ts';
import { actionsKey } from '../actions/touched.ts';
import { withoutActions } from '../actions/without-actions.ts';
import type { Compute, ForecastStore, ModelRow } from '../ports.ts';
import type { SeriesLosses } from '../../common/rows/series-losses.ts';
import type { Scene } from '../scene.ts';
import type { Beginning } from '../registry/shipped-networks.ts';
import { seriesFromStore } from '../origin/window.ts';

const day = 86_400_000;
/** Longer histories are cut: older days say little about tomorrow and training has to end. Loads are learned over all seasons. */
const longestTraining: Readonly<Record<Topic, number>> = {
  traffic: 56 * day,
  energy: 400 * day,
  safety: 56 * day,
};
const trainingShare = 0.8;

/** What fitting and judging need. */
export interface FittingTools {
  readonly store: ForecastStore;
  readonly forecasting: Compute;
  readonly training: Compute;
}

/** The data that one fit works on, as they are now: all of them, the part to learn from, and the time it began. */
export interface FittingData {
  /** What was measured, also while actions lasted: what forecasts look at. */
  readonly measured: SeriesRecord;
  /** To be judged on: missing where actions touch it, as is what is learned from. */
  readonly series: SeriesRecord;
  readonly trainable: SeriesRecord;
  readonly trainingSteps: number;
  /** Epoch milliseconds; part of the versions that come of it. */
  readonly stamp: number;
}

export async function fittingData(store: ForecastStore, scene: Scene): Promise<FittingData> {
  const { span } = scene;
  const from = Math.max(span.from, span.to - longestTraining[scene.topic]);
  const measured = await seriesFromStore(store, scene, from, span.to);
  const trainingSteps = Math.floor(measured.steps * trainingShare);
  const end = from + trainingSteps * measured.stepSeconds * 1000;
  return {
    measured,
    series: withoutActions(measured, scene),
    trainable: withoutActions(await seriesFromStore(store, scene, from, end), scene),
    trainingSteps,
    stamp: Date.now(),
  };
}

/** How many steps of what is loaded a fit learns from. */
export function trainableSteps({ span, topic }: Scene): number {
  const length = Math.min(span.to - span.from, longestTraining[topic]);
  return Math.floor((length / (span.stepSeconds * 1000)) * trainingShare);
}

/** End of the data that a model was fitted and judged on, epoch milliseconds, to a step. */
export function dataEndOf({ trainedFrom, trainedTo }: Pick<ModelRow, 'trainedFrom' | 'trainedTo'>): number {
  return trainedFrom + (trainedTo - trainedFrom) / trainingShare;
}

/** What a fit of this forecaster to these data depends on. */
export function subjectOf(
  scene: Scene,
  { trainable }: FittingData,
  declaration: DeclarationRecord,
  beginning: Beginning | null,
): TrainingSubject {
  const to = trainable.start + trainable.steps * trainable.stepSeconds * 1000;
  const start = beginning === null ? '' : `${beginning.from} ${beginning.epochs}`;
  const { setting } = scene;
  const dataHash = [scene.dataHash, actionsKey(scene)].join(' ').trim();
  return { declaration, setting, dataHash, start, from: trainable.start, to };
}

/**
 * Fits one model to the first part of the data and judges it on the rest. Its state is in the folder of models then; the row, a
 * candidate, is the caller's to keep. A fit that was cut short by a crash goes on where it was.
 * @throws MetropoleError `forecast-no-data` where there is too little to learn from, `aborted`
 */
export async function fitModel(
  { store, training, forecasting }: FittingTools,
  scene: Scene,
  data: FittingData,
  declaration: DeclarationRecord,
  seed: number,
  {
    signal,
    progress,
    beginning = null,
  }: {
    readonly beginning?: Beginning | null;
    readonly signal?: AbortSignal | undefined;
    readonly progress: (step: Progress) => void;
  },
): Promise<ModelRow> {
  const { setting } = scene;
  const { series, trainable, trainingSteps, stamp } = data;
  const folder = store.folder.models;
  const stateFile = `${declaration.id}-${stamp.toString(36)}.model`;
  const state = join(folder, stateFile);
  // What is not trained leaves alone what a training of the same forecaster has come to.
  const isTrained = beginning === null || beginning.epochs > 0;
  const checkpoint = checkpointName(subjectOf(scene, data, declaration, beginning), seed);
  if (isTrained) await removeCheckpoints(folder, declaration.id, checkpoint);
  const { version } = await training.call(
    'compute.train',
    {
      model: declaration.id,
      setting,
      series: trainable,
      seed,
      stateFile: state,
      ...(isTrained && { checkpointFile: join(folder, checkpoint) }),
      ...(beginning && { startFrom: { stateFile: beginning.stateFile, epochs: beginning.epochs } }),
    },
    { signal, onProgress: progress },
  );
  if (isTrained) await removeCheckpoints(folder, declaration.id);
  const judgement = await judge(forecasting, scene, declaration.id, state, series, trainingSteps, signal);
  const validation = judgement?.figures ?? null;
  // Tells one fit from the next: a run belongs to exactly one.
  const fit = { modelId: declaration.id, version: `${version}-${stamp.toString(36)}` };
  if (judgement !== null) await store.seriesLosses.replace({ ...fit, ...judgement.atSeries });
  return {
    ...fit,
    topic: scene.topic,
    isBenchmark: declaration.kind === 'benchmark',
    stateFile,
    dataHash: scene.dataHash,
    trainedFrom: series.start,
    trainedTo: trainable.start + trainable.steps * trainable.stepSeconds * 1000,
    seed,
    begunWith: beginning && { from: beginning.from, epochs: beginning.epochs },
    validationPinball: validation?.pinball ?? null,
    isShown: false,
    createdAt: stamp,
    state: 'candidate',
    approval: null,
    replacedAt: null,
    validation,
    counts: null,
  };
}

/** How a model did on data that it had not learned from: over all series, and at each. */
export interface Judgement {
  readonly figures: Figures;
  readonly atSeries: Omit<SeriesLosses, 'modelId' | 'version'>;
}

/** How a stored model does on origins of a series from a step on; null where it gives nothing to judge. */
export async function judge(
  forecasting: Compute,
  { setting, series: rows }: Scene,
  model: string,
  stateFile: string,
  series: SeriesRecord,
  fromStep: number,
  signal: AbortSignal | undefined,
): Promise<Judgement | null> {
  const { byPlace, ...figures } = await forecasting.call(
    'compute.validate',
    { model, setting, stateFile, series, fromStep },
    { signal },
  );
  if (!Number.isFinite(figures.pinball)) return null;
  return {
    figures,
    atSeries: {
      series: Int32Array.from(rows, ({ seriesId }) => seriesId),
      origins: Int32Array.from(byPlace.origins),
      pinball: Float64Array.from(byPlace.pinball),
    },
  };
}

/** Whether a fit is one of this forecaster as it is now: the states of its other versions it cannot read. */
export function isReadable(
  { modelId, version }: Pick<ModelRow, 'modelId' | 'version'>,
  declaration: Pick<DeclarationRecord, 'id' | 'version'>,
): boolean {
  return modelId === declaration.id && version.startsWith(`${declaration.version}-`);
}
