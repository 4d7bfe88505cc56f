import * as tf from '@tensorflow/tfjs-core';
import { MetropoleError } from '../../main/common/errors.ts';
import { limitsOf } from '../series/limits.ts';
import { validationScores } from '../evaluation/validation.ts';
import { calibrate, fitCalibration, type HeldOutQuantiles } from '../intervals/conformal.ts';
import { levelCount, type FitOptions, type ModelDeclaration, type ModelSetting } from '../model.ts';
import { pause } from '../pause.ts';
import { SeededRandom } from '../../main/common/seeded-random.ts';
import { givenIn } from './given/given.ts';
import { isSilent, withFaults } from './gaps.ts';
import { fitHabits, habitsOf, type HabitProfiles } from './habits.ts';
import { fillWindow } from '../series/fill.ts';
import { foldOrigins, rollingOriginFolds, type Fold } from '../series/rolling-origin.ts';
import type { Series } from '../series/series.ts';
import { targetsAt, windowAt } from '../series/window.ts';
import { TrafficFeatures, trafficInputs, type Scale } from './inputs.ts';
import { forward, loss, parameterShapes, type Weights } from './network.ts';
import { KeptTraining } from './kept-training.ts';
import { plan, planFor, trainingRows, validationRows } from './plan.ts';
import { startOf, type Start } from './start.ts';
import { train } from './train.ts';
import { scaleOf, trainingData, type TrainingData } from './training-data.ts';
import { rawForecast, TrainedNetwork } from './trained-network.ts';

/** Epochs without a lower validation loss before a fold's training ends. */
const patience = 3;

/** What all stages of a fit work on. */
interface Fit {
  readonly series: Series;
  readonly setting: ModelSetting;
  readonly given: readonly string[];
  readonly start: Start | undefined;
  readonly options: FitOptions;
  readonly kept: KeptTraining;
}

/** A fold's training: what was lost on its validation block after each number of epochs, and the weights there were. */
interface FoldRun {
  readonly fold: Fold;
  readonly profiles: HabitProfiles;
  readonly scale: Scale;
  readonly given: readonly string[];
  /** How many epochs the first entry is after: none where there were weights to begin with. */
  readonly firstEpoch: 0 | 1;
  readonly losses: number[];
  readonly weights: Weights[];
}

/**
 * Trains the network: on rolling-origin folds to find how long to train and how far its quantiles are off, then on all of the
 * series for that long. Weights to begin with may turn out best as they are.
 */
export async function fitNetwork(
  declaration: ModelDeclaration,
  setting: ModelSetting,
  series: Series,
  options: FitOptions,
): Promise<TrainedNetwork> {
  const start = options.startFrom && startOf(declaration, options.startFrom);
  const given = start?.given ?? givenIn(series, options.given);
  const folds = rollingOriginFolds(series, trafficInputs.historySteps, setting.horizonSteps);
  const progress = (
    stage: number,
    epoch: number,
    length: number,
    losses: { loss?: number; validationLoss?: number },
  ): void => {
    const fraction = (stage + epoch / Math.max(length, 1)) / (folds.length + 1);
    options.onProgress?.({ fraction: Math.min(fraction, 1), ...losses });
  };
  const kept = await KeptTraining.open(declaration, setting, given, options.checkpoint);
  const fit: Fit = { series, setting, given, start, options, kept };
  const runs: FoldRun[] = [];
  for (const [index, fold] of folds.entries()) {
    runs.push(
      await runFold(fit, index, fold, (epoch, values) => {
        progress(index, epoch, start?.epochs ?? plan.epochs, values);
      }),
    );
  }
  const epochs = bestEpoch(runs);
  const heldOut: HeldOutQuantiles[] = [];
  const silent: HeldOutQuantiles[] = [];
  for (const run of runs) {
    heldOut.push(...(await judge(series, run, epochs, setting.horizonSteps, options.signal)));
    const random = new SeededRandom(options.seed);
    silent.push(...(await judge(series, run, epochs, setting.horizonSteps, options.signal, random)));
  }
  if (heldOut.length === 0) throw new MetropoleError('forecast-no-data', {}, 'no origin to be judged on');

  const profiles = fitHabits(series);
  const { usual } = profiles;
  const scale = scaleOf(series);
  const last = kept.stage(folds.length);
  let weights = last.stage.weights.at(-1) ?? start?.weights ?? [];
  if (epochs > 0) {
    const data = await dataOrThrow(series, profiles, scale, setting, given, options);
    const trainingPlan = { ...planFor(data.rows, epochs, given, start), goOnFrom: last.state };
    await train(data, setting.horizonSteps, trainingPlan, options.seed, options.signal, async (done) => {
      weights = done.weights;
      progress(folds.length, done.epoch, epochs, { loss: done.loss });
      await kept.keep(folds.length, { losses: [done.loss], weights: [weights] }, done.state);
      return true;
    });
  } else progress(folds.length, 1, 1, {});
  const leastWidth = leastWidthShare * scale.spread;
  const calibration = fitCalibration(heldOut, usual, setting.horizonSteps, leastWidth);
  const silentCalibration = fitCalibration(silent, usual, setting.horizonSteps, leastWidth);
  for (const { mean, quantiles } of heldOut) {
    mean.forEach((value, index) => {
      const place = Math.floor(index / setting.horizonSteps);
      calibrate(
        calibration,
        usual,
        place,
        index % setting.horizonSteps,
        value,
        quantiles,
        index * levelCount,
      );
    });
  }
  return new TrainedNetwork({
    declaration,
    places: series.places,
    profiles,
    scale,
    given,
    limits: limitsOf(series),
    weights,
    calibration,
    silentCalibration,
    validation: validationScores(heldOut, setting.horizonSteps),
    epochs,
  });
}

/** The least interval width that corrections count in, in spreads of the data. */
const leastWidthShare = 0.02;

async function runFold(
  { series, setting, given, start, options, kept }: Fit,
  index: number,
  fold: Fold,
  onEpoch: (epoch: number, losses: { loss: number; validationLoss: number }) => void,
): Promise<FoldRun> {
  const profiles = fitHabits(fold.training);
  const scale = scaleOf(fold.training);
  const judged = await trainingData(fold.training, profiles, scale, setting, {
    random: new SeededRandom(options.seed),
    rowLimit: validationRows,
    given,
    judged: { whole: series, origins: foldOrigins(fold) },
    signal: options.signal,
  });
  const { stage, state, isDone } = kept.stage(index);
  const hasBegun = stage.losses.length > 0;
  const begin: Pick<FoldRun, 'losses' | 'weights'> = hasBegun
    ? { losses: [...stage.losses], weights: [...stage.weights] }
    : start === undefined
      ? { losses: [], weights: [] }
      : { losses: [lossOn(judged, start.weights, setting.horizonSteps)], weights: [start.weights] };
  const run: FoldRun = {
    fold,
    profiles,
    scale,
    given,
    firstEpoch: start === undefined ? 1 : 0,
    ...begin,
  };
  const goesOn = (): boolean => {
    const best = run.losses.indexOf(Math.min(...run.losses));
    return run.losses.length - 1 - best < patience;
  };
  if (start?.epochs === 0 || isDone || (hasBegun && !goesOn())) return run;
  const data = await dataOrThrow(fold.training, profiles, scale, setting, given, options);
  await train(
    data,
    setting.horizonSteps,
    { ...planFor(data.rows, start?.epochs ?? plan.epochs, given, start), goOnFrom: state },
    options.seed,
    options.signal,
    async (done) => {
      const validationLoss = lossOn(judged, done.weights, setting.horizonSteps);
      run.losses.push(validationLoss);
      run.weights.push(done.weights);
      onEpoch(done.epoch, { loss: done.loss, validationLoss });
      await kept.keep(index, run, done.state);
      return goesOn();
    },
  );
  return run;
}

async function dataOrThrow(
  series: Series,
  profiles: HabitProfiles,
  scale: Scale,
  setting: ModelSetting,
  given: readonly string[],
  options: FitOptions,
): Promise<TrainingData> {
  const data = await trainingData(series, profiles, scale, setting, {
    random: new SeededRandom(options.seed),
    rowLimit: trainingRows,
    given,
    signal: options.signal,
  });
  if (data.rows === 0)
    throw new MetropoleError('forecast-no-data', {}, 'no training row without a missing target');
  return data;
}

function lossOn(data: TrainingData, weights: Weights, horizonSteps: number): number {
  if (data.rows === 0) return NaN;
  return tf.tidy(() => {
    const parameters = parameterShapes(horizonSteps, data.width).map(([rows, columns], index) =>
      tf.tensor2d(weights[index] ?? [], [rows, columns]),
    );
    const features = tf.tensor2d(data.features, [data.rows, data.width]);
    const targets = tf.tensor2d(data.targets, [data.rows, horizonSteps]);
    return loss(forward(parameters, features, horizonSteps), targets, plan.lossWeights).dataSync()[0] ?? NaN;
  });
}

/** The number of epochs with the lowest validation loss, mean over folds. */
function bestEpoch(runs: readonly FoldRun[]): number {
  const length = Math.min(...runs.map((run) => run.losses.length));
  const means = Array.from({ length }, (_, epoch) =>
    runs.reduce((sum, run) => sum + (run.losses[epoch] ?? NaN), 0),
  );
  const best = means.indexOf(Math.min(...means));
  return (best < 0 ? length - 1 : best) + (runs[0]?.firstEpoch ?? 1);
}

/** Share of places that are silent at a time where forecasts of silent places are judged. */
const silentShare = 0.4;

/**
 * Forecasts of all places at the origins of a fold. With `silence` some places are silent for the whole history, and only of those the
 * truth is given.
 */
async function judge(
  series: Series,
  run: FoldRun,
  epochs: number,
  horizonSteps: number,
  signal: AbortSignal | undefined,
  silence?: SeededRandom,
): Promise<HeldOutQuantiles[]> {
  const everyPlace = Uint32Array.from(series.places, (_, place) => place);
  const weights = run.weights[epochs - run.firstEpoch] ?? [];
  const heldOut: HeldOutQuantiles[] = [];
  for (const origin of foldOrigins(run.fold)) {
    if (heldOut.length % 32 === 0) await pause(signal);
    const real = windowAt(series, origin, { ...trafficInputs, horizonSteps });
    const window = silence === undefined ? real : withFaults(real, silence, silentShare, 0);
    const filled = fillWindow(window, run.profiles.usual, series.places);
    const habits = habitsOf(filled, run.profiles);
    const features = new TrafficFeatures(filled, habits, run.profiles.usual, run.scale, run.given);
    const { mean, quantiles } = await rawForecast(features, everyPlace, weights);
    const truth = targetsAt(series, origin, horizonSteps);
    if (silence !== undefined) {
      for (const place of everyPlace) {
        if (!isSilent(filled, place)) truth.fill(NaN, place * horizonSteps, (place + 1) * horizonSteps);
      }
    }
    heldOut.push({ mean, quantiles, truth });
  }
  return heldOut;
}
