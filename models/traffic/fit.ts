import { MetropoleError } from '../../main/common/errors.ts';
import { limitsOf } from '../series/limits.ts';
import { validationScores } from '../evaluation/validation.ts';
import { calibrate, fitCalibration, type HeldOutQuantiles } from '../intervals/conformal.ts';
import { fitPlaceWidths, widenAtPlaces } from '../intervals/place-widths.ts';
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
import { storedGiven, givenOf } from './given/stored-given.ts';
import { trainable } from './network.ts';
import { plan, planFor, trainingRows, validationRows } from './plan.ts';
import { startOf, type Start } from './start.ts';
import { bestEpoch, trainFold, type FoldRun } from '../training/fold-training.ts';
import { KeptTraining } from '../training/kept-training.ts';
import { lossOn } from '../training/loss-on.ts';
import { train, type TrainingData } from '../training/train.ts';
import { scaleOf, trainingData } from './training-data.ts';
import { rawForecast, TrainedNetwork } from './trained-network.ts';

/** What all stages of a fit work on. */
interface Fit {
  readonly series: Series;
  readonly setting: ModelSetting;
  readonly given: readonly string[];
  readonly start: Start | undefined;
  readonly options: FitOptions;
  readonly kept: KeptTraining;
}

/** What was learned of a fold besides. */
interface TrainedFold extends FoldRun {
  readonly fold: Fold;
  readonly profiles: HabitProfiles;
  readonly scale: Scale;
  readonly given: readonly string[];
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
  const kept = await KeptTraining.open(
    declaration,
    setting,
    { numbers: storedGiven(given), isAlike: (stored) => givenOf(stored).join() === given.join() },
    options.checkpoint,
  );
  const fit: Fit = { series, setting, given, start, options, kept };
  const runs: TrainedFold[] = [];
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
    const network = trainable(setting.horizonSteps, data.width, plan.lossWeights);
    await train(data, network, trainingPlan, options.seed, options.signal, async (done) => {
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
  const checkedSteps = folds.reduce((sum, { from, end }) => sum + end - from, 0);
  const placeWidths = fitPlaceWidths(heldOut, setting.horizonSteps, checkedSteps * series.stepSeconds);
  widenAtPlaces(heldOut, placeWidths, setting.horizonSteps);
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
    placeWidths,
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
): Promise<TrainedFold> {
  const profiles = fitHabits(fold.training);
  const scale = scaleOf(fold.training);
  const judged = await trainingData(fold.training, profiles, scale, setting, {
    random: new SeededRandom(options.seed),
    rowLimit: validationRows,
    given,
    judged: { whole: series, origins: foldOrigins(fold) },
    signal: options.signal,
  });
  const network = trainable(setting.horizonSteps, judged.width, plan.lossWeights);
  const run = await trainFold({
    kept,
    index,
    network,
    begin: start?.weights,
    epochs: start?.epochs ?? plan.epochs,
    lossOf: (weights) => lossOn(network, judged, weights),
    data: () => dataOrThrow(fold.training, profiles, scale, setting, given, options),
    planFor: (rows) => planFor(rows, start?.epochs ?? plan.epochs, given, start),
    seed: options.seed,
    signal: options.signal,
    onEpoch,
  });
  return { ...run, fold, profiles, scale, given };
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

/** Share of places that are silent at a time where forecasts of silent places are judged. */
const silentShare = 0.4;

/**
 * Forecasts of all places at the origins of a fold. With `silence` some places are silent for the whole history, and only of those the
 * truth is given.
 */
async function judge(
  series: Series,
  run: TrainedFold,
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
