import { MetropoleError } from '../../../main/common/errors.ts';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { validationScores } from '../../evaluation/validation.ts';
import type { HeldOutQuantiles } from '../../intervals/conformal.ts';
import type { FitOptions, ModelDeclaration } from '../../model.ts';
import { pause } from '../../pause.ts';
import { foldOrigins, rollingOriginFolds, type Fold } from '../../series/rolling-origin.ts';
import type { Series } from '../../series/series.ts';
import { targetsAt, windowAt } from '../../series/window.ts';
import { bestEpoch, trainFold, type FoldRun } from '../../training/fold-training.ts';
import { KeptTraining } from '../../training/kept-training.ts';
import { lossOn } from '../../training/loss-on.ts';
import { train, type TrainingData, type Weights } from '../../training/train.ts';
import { learnChangeRidge } from '../change-ridge-forecaster.ts';
import { hourly, hoursOf, type Hours } from '../hours.ts';
import { loadRidgeRule } from '../load-ridge.ts';
import { TrainedChangeRidge, type ChangeRidgeState } from '../trained-change-ridge.ts';
import { featureCounts } from './inputs.ts';
import { trainable } from './network.ts';
import { lossWeights, plan, planFor, validationRows } from './plan.ts';
import { rollingRows } from './rolling-rows.ts';
import { TrainedLoadNetwork, weightsIn } from './trained-load-network.ts';
import { TrainingRows } from './training-rows.ts';

type Ridge = Omit<ChangeRidgeState, 'validation'>;

interface LoadFold extends FoldRun {
  readonly fold: Fold;
  readonly ridge: Ridge;
}

/**
 * Trains the network on what the ridge missed where it had not learned: first on rolling-origin folds to find for how long, not at all being
 * among the answers, then on everything. Weights that it begins with and that are not to be trained further are kept; the ridge
 * below them is always learned anew.
 */
export async function fitLoadNetwork(
  declaration: ModelDeclaration,
  series: Series,
  options: FitOptions,
): Promise<TrainedLoadNetwork> {
  const { seed, signal, startFrom } = options;
  const hours = hoursOf(declaration);
  const counts = featureCounts(hours);
  const network = trainable(counts, lossWeights);
  const begin = startFrom ? weightsIn(startFrom.stored, declaration) : network.initialWeights(seed);
  const most = startFrom?.epochs ?? plan.epochs;
  const learn = (from: Series): Promise<Ridge> => learnChangeRidge(declaration, loadRidgeRule, from, options);
  if (most === 0 && options.onlyAt !== undefined) return assembled(await learn(series), begin, 0, []);

  const { historySteps } = declaration.inputs;
  const folds = rollingOriginFolds(series, historySteps, declaration.horizonSteps);
  const stages = folds.length + 1;
  const tell = (
    stage: number,
    share: number,
    losses: { loss?: number; validationLoss?: number } = {},
  ): void => {
    options.onProgress?.({ fraction: Math.min((stage + share) / stages, 1), ...losses });
  };
  const told = { numbers: {}, isAlike: () => true };
  const { topic, stepSeconds, horizonSteps } = declaration;
  const setting = { topic, stepSeconds, horizonSteps };
  const kept = await KeptTraining.open(declaration, setting, told, options.checkpoint);
  const rows = most > 0 ? await rollingRows(declaration, series, seed, signal) : undefined;
  const hourOf = (step: number): number => Math.floor(step / hours.stepsPerBlock);
  const runs: LoadFold[] = [];
  for (const [index, fold] of folds.entries()) {
    const ridge = await learnChangeRidge(declaration, loadRidgeRule, fold.training, { signal });
    const judged = await judgedRows(series, fold, ridge, hours, options);
    const run = await trainFold({
      kept,
      index,
      network,
      begin,
      epochs: most,
      lossOf: (weights) => lossOn(network, judged, weights),
      data: () => Promise.resolve(someOf(rows?.until(hourOf(fold.training.steps)))),
      planFor: (count) => planFor(count, most, begin, startFrom !== undefined),
      seed,
      signal,
      onEpoch: (epoch, losses) => {
        tell(index, epoch / most, losses);
      },
    });
    runs.push({ ...run, fold, ridge });
    tell(index, 1);
  }
  const epochs = bestEpoch(runs);
  const heldOut: HeldOutQuantiles[] = [];
  for (const run of runs) heldOut.push(...(await judge(series, run, epochs, declaration, signal)));

  const { stage, state } = kept.stage(folds.length);
  let weights = stage.weights.at(-1) ?? begin;
  if (epochs > 0) {
    const data = someOf(rows?.until(Infinity));
    const lastPlan = { ...planFor(data.rows, epochs, begin, startFrom !== undefined), goOnFrom: state };
    await train(data, network, lastPlan, seed, signal, async (done) => {
      weights = done.weights;
      tell(folds.length, done.epoch / epochs, { loss: done.loss });
      await kept.keep(folds.length, { losses: [done.loss], weights: [weights] }, done.state);
      return true;
    });
  }
  const ridge = await learn(series);
  tell(folds.length, 1);
  return assembled(ridge, weights, epochs, heldOut);
}

/** @throws MetropoleError `forecast-no-data` for no row */
function someOf(data: TrainingData | undefined): TrainingData {
  if (data === undefined || data.rows === 0)
    throw new MetropoleError('forecast-no-data', {}, 'no day with a forecast of the ridge and a load');
  return data;
}

/** What is judged after each epoch: a fold's origins, as the ridge of that fold has them. */
async function judgedRows(
  series: Series,
  { from, end, training }: Fold,
  ridge: Ridge,
  hours: Hours,
  { seed, signal }: FitOptions,
): Promise<TrainingData> {
  const byHour = hourly(series, hours);
  const origins = foldOrigins({ from, end, training }).map((origin) =>
    Math.floor(origin / hours.stepsPerBlock),
  );
  const rows = new TrainingRows({ ...hours, stepsPerBlock: 1 }, validationRows);
  const share = validationRows / (origins.length * series.places.length);
  const random = new SeededRandom(seed);
  const trained = trainedRidge(ridge).byTheHour();
  await rows.add(byHour, trained, origins, { share, random, withStrangers: false, signal });
  return rows.until(Infinity);
}

/** Forecasts of all places at the origins of a fold. */
async function judge(
  series: Series,
  { fold, ridge, ...run }: LoadFold,
  epochs: number,
  { inputs, horizonSteps }: ModelDeclaration,
  signal: AbortSignal | undefined,
): Promise<HeldOutQuantiles[]> {
  const weights = run.weights[epochs - run.firstEpoch] ?? [];
  const model = new TrainedLoadNetwork(trainedRidge(ridge), ridge, weights, epochs);
  const heldOut: HeldOutQuantiles[] = [];
  for (const origin of foldOrigins(fold)) {
    if (heldOut.length % 32 === 0) await pause(signal);
    const { mean, quantiles } = await model.predict(windowAt(series, origin, { ...inputs, horizonSteps }));
    heldOut.push({ mean, quantiles, truth: targetsAt(series, origin, horizonSteps) });
  }
  return heldOut;
}

function trainedRidge(ridge: Ridge, heldOut: readonly HeldOutQuantiles[] = []): TrainedChangeRidge {
  const validation = validationScores(heldOut, ridge.declaration.horizonSteps);
  return new TrainedChangeRidge({ ...ridge, validation });
}

function assembled(
  ridge: Ridge,
  weights: Weights,
  epochs: number,
  heldOut: readonly HeldOutQuantiles[],
): TrainedLoadNetwork {
  return new TrainedLoadNetwork(trainedRidge(ridge, heldOut), ridge, weights, epochs);
}
