import { join } from 'node:path';
import type { DeclarationRecord } from '../../common/contract/compute-contract.ts';
import type { Progress } from '../../common/contract/envelope.ts';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';
import { windowAt } from '../../../models/series/window.ts';
import { withFirstFit, withLater } from '../registry/approval.ts';
import { fitModel, fittingData, judge, type FittingData, type FittingTools } from './fitting.ts';
import { ownWidths } from '../../common/rows/interval-widths.ts';
import type { Fit } from '../../common/rows/models.ts';
import { originOf } from '../origin/origin.ts';
import type { ForecastStore, ModelRow, NewRun } from '../ports.ts';
import { makeRun } from '../runs/runs.ts';
import { approvedOf, servingIn, type Serving } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { shippedNetwork, type Beginning } from '../registry/shipped-networks.ts';
import { neverInstead } from '../runs/stand-ins.ts';
import type { UsualBook } from '../origin/usual.ts';

const day = 86_400_000;
/** Hindcasts reach back this far at most, and start this far apart. */
const hindcastReach = 3 * day;
const hindcastEvery = 900_000;
const runsPerWrite = 24;
const seed = 1;

/** What preparing needs. */
export interface PreparationTools extends FittingTools {
  readonly usual: UsualBook;
  /** Whether networks are trained as well. */
  readonly networks: boolean;
  /** Folder of the networks that come with the console. */
  readonly networksFolder: string;
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
 * scores and "last errors here" have something to show from the start. The model that serves is the one that was judged. Benchmarks
 * take seconds, the network that comes with the console as well, and training one minutes: each serves until a better one is there.
 *
 * @throws MetropoleError `forecast-no-data` when there is too little to learn from; `aborted`
 */
export async function prepare(tools: PreparationTools, scene: Scene, care: Care): Promise<void> {
  const { store } = tools;
  const data = await fittingData(store, scene);
  await tools.usual.learn(tools.forecasting, scene, data.trainable);
  const { declarations } = await tools.forecasting.call('compute.declarations', scene.setting, care);
  let fitted: readonly ModelRow[] = [];
  for (const stage of stagesOf(tools, scene, declarations)) {
    const shownBefore = fitted.find(({ isShown }) => isShown);
    fitted = withLater(fitted, await fitStage(tools, scene, data, stage, care), Date.now());
    const serving = await servingIn(store, fitted);
    if (serving === null || serving.shown.stateFile === shownBefore?.stateFile) {
      if (serving !== null) await putInService(store, scene, fitted);
      continue;
    }
    // Models are kept last, and what the earlier ones said goes after that: cut off before, all is as it was.
    await hindcast(tools, scene, data, serving, care);
    await putInService(store, scene, fitted);
    await store.runs.deleteHindcastsExcept(scene.topic, [serving.shown]);
    await tools.onServing();
  }
  if (fitted.length === 0) throw new MetropoleError('forecast-no-data');
}

/** A fit, and what a network begins with; null: nothing. */
interface Fitting {
  readonly declaration: DeclarationRecord;
  readonly beginning: Beginning | null;
}

/** What is fitted together, the quickest first. */
function stagesOf(
  { networks, networksFolder }: PreparationTools,
  { setting }: Scene,
  declarations: readonly DeclarationRecord[],
): readonly (readonly Fitting[])[] {
  const ofKind = (kind: DeclarationRecord['kind']): Fitting[] =>
    declarations
      .filter((declaration) => declaration.kind === kind)
      .map((declaration) => ({ declaration, beginning: null }));
  if (!networks) return [ofKind('benchmark')];
  const asShipped = ofKind('network').flatMap(({ declaration }) => {
    const beginning = shippedNetwork(networksFolder, declaration.id, setting, 0);
    return beginning === null ? [] : [{ declaration, beginning }];
  });
  return [ofKind('benchmark'), asShipped, ofKind('network')].filter((stage) => stage.length > 0);
}

/** Approves what was fitted; what fell out of the registry loses its state with the leftovers of the preparation. */
async function putInService(store: ForecastStore, scene: Scene, fitted: readonly ModelRow[]): Promise<void> {
  await store.models.update(scene.topic, (models) => withFirstFit(models, fitted, Date.now()));
}

/**
 * Makes the rest of a workspace ready whose shown model was not fitted in it just now, but came with its data or was approved:
 * learns what is usual, lets the shown one forecast, judges what has not been judged, by which series get benchmarks of their own, and
 * makes hindcasts, which take the place of those of another.
 * @throws MetropoleError `aborted`
 */
export async function completeFitted(tools: PreparationTools, scene: Scene, care: Care): Promise<void> {
  const { store } = tools;
  const data = await fittingData(store, scene);
  await tools.usual.learn(tools.forecasting, scene, data.trainable);
  await tools.onServing();
  await judgeUnjudged(tools, scene, data, care);
  const serving = await servingIn(store, await store.models.list(scene.topic));
  if (serving === null) return;
  await hindcast(tools, scene, data, serving, care);
  await store.runs.deleteHindcastsExcept(scene.topic, [serving.shown]);
}

/** Models that came with a city have no figures of their own, and none have losses at each series that were fitted before these were kept. */
async function judgeUnjudged(
  { store, forecasting }: PreparationTools,
  scene: Scene,
  { series }: FittingData,
  { signal }: Care,
): Promise<void> {
  const models = approvedOf(await store.models.list(scene.topic)).filter(
    ({ isShown, isBenchmark }) => isShown || isBenchmark,
  );
  const known = await store.seriesLosses.of(models);
  for (const { modelId, version, stateFile, trainedTo, validation } of models) {
    const fromStep = Math.ceil((trainedTo - series.start) / (series.stepSeconds * 1000));
    if (fromStep + scene.setting.horizonSteps > series.steps) continue;
    const isFit = (one: Fit): boolean => one.modelId === modelId && one.version === version;
    if (validation !== null && known.some(isFit)) continue;
    const state = join(store.folder.models, stateFile);
    const judged = await judge(forecasting, scene, modelId, state, series, fromStep, signal);
    if (judged === null) continue;
    await store.seriesLosses.replace({ modelId, version, ...judged.atSeries });
    if (validation !== null) continue;
    await store.models.update(scene.topic, (all) =>
      all.map((one) => (isFit(one) ? { ...one, validation: judged.figures } : one)),
    );
  }
}

/** Models that find too little to learn from are left out. */
async function fitStage(
  tools: PreparationTools,
  scene: Scene,
  data: FittingData,
  stage: readonly Fitting[],
  { signal, progress }: Care,
): Promise<readonly ModelRow[]> {
  const fitted: ModelRow[] = [];
  for (const [index, { declaration, beginning }] of stage.entries()) {
    throwIfAborted(signal);
    const report = (fraction: number): void => {
      const share = (index + fraction) / stage.length;
      progress({ fraction: share, stage: 'fitting', parameters: { model: declaration.name } });
    };
    report(0);
    try {
      fitted.push(
        await fitModel(tools, scene, beginning === null ? data : ownVersion(data), declaration, seed, {
          beginning,
          signal,
          progress: (step) => {
            report(step.fraction ?? 0);
          },
        }),
      );
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'forecast-no-data') throw error;
    }
  }
  return fitted;
}

/** The same data for a fit that is a version beside the one that is trained on them. */
function ownVersion(data: FittingData): FittingData {
  return { ...data, stamp: Date.now() };
}

async function hindcast(
  { store, forecasting, usual }: PreparationTools,
  scene: Scene,
  { measured: series, trainingSteps }: FittingData,
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
  for (const [index, originStep] of origins.entries()) {
    throwIfAborted(signal);
    const window = windowAt(series, originStep, shape);
    const origin = await originOf(usual, scene, {
      ...window,
      places: [...window.places],
      sameTime: [...window.sameTime],
      covariates: [...window.covariates],
      knownAhead: [...(window.knownAhead ?? [])],
      attributes: [...(window.attributes ?? [])],
    });
    waiting.push(
      await makeRun(forecasting, scene, serving, origin, {
        kind: 'hindcast',
        stateFile: (model) => join(store.folder.models, model.stateFile),
        isBenchmarkShown: neverInstead,
        widths: ownWidths,
        priority: 'background',
        signal,
      }),
    );
    if (waiting.length >= runsPerWrite || index === origins.length - 1) {
      await store.runs.insert(waiting, signal);
      waiting = [];
    }
    progress({ fraction: (index + 1) / origins.length, stage: 'hindcasting' });
  }
}
