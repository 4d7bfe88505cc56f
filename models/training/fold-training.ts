import type { KeptTraining } from './kept-training.ts';
import { train, type TrainableNetwork, type TrainingData, type TrainingPlan, type Weights } from './train.ts';

/** Epochs without a lower validation loss before a fold's training ends. */
const patience = 3;

/** A fold's training: what was lost on its validation block after each number of epochs, and the weights there were. */
export interface FoldRun {
  /** How many epochs the first entry is after: none where there were weights to begin with. */
  readonly firstEpoch: 0 | 1;
  readonly losses: number[];
  readonly weights: Weights[];
}

export interface FoldTraining {
  readonly kept: KeptTraining;
  /** Which fold it is. */
  readonly index: number;
  readonly network: TrainableNetwork;
  /** Weights to begin with; undefined: chance, whose loss says nothing. */
  readonly begin: Weights | undefined;
  /** 0: the weights to begin with are judged and kept. */
  readonly epochs: number;
  /** On the validation block. */
  readonly lossOf: (weights: Weights) => number;
  /** What is learned from; asked for when something is. */
  readonly data: () => Promise<TrainingData>;
  readonly planFor: (rows: number) => TrainingPlan;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  readonly onEpoch: (epoch: number, losses: { loss: number; validationLoss: number }) => void;
}

/** Trains on one fold for as long as it gets better, from where a training that was cut short had come to. */
export async function trainFold(fold: FoldTraining): Promise<FoldRun> {
  const { kept, index, network, begin, lossOf } = fold;
  const { stage, state, isDone } = kept.stage(index);
  const hasBegun = stage.losses.length > 0;
  const first: Pick<FoldRun, 'losses' | 'weights'> = hasBegun
    ? { losses: [...stage.losses], weights: [...stage.weights] }
    : begin === undefined
      ? { losses: [], weights: [] }
      : { losses: [lossOf(begin)], weights: [begin] };
  const run: FoldRun = { firstEpoch: begin === undefined ? 1 : 0, ...first };
  const goesOn = (): boolean => {
    const best = run.losses.indexOf(Math.min(...run.losses));
    return run.losses.length - 1 - best < patience;
  };
  if (fold.epochs === 0 || isDone || (hasBegun && !goesOn())) return run;
  const data = await fold.data();
  const plan = { ...fold.planFor(data.rows), goOnFrom: state };
  await train(data, network, plan, fold.seed, fold.signal, async (done) => {
    const validationLoss = lossOf(done.weights);
    run.losses.push(validationLoss);
    run.weights.push(done.weights);
    fold.onEpoch(done.epoch, { loss: done.loss, validationLoss });
    await kept.keep(index, run, done.state);
    return goesOn();
  });
  return run;
}

/** The number of epochs with the lowest validation loss, mean over folds. */
export function bestEpoch(runs: readonly FoldRun[]): number {
  const length = Math.min(...runs.map((run) => run.losses.length));
  const means = Array.from({ length }, (_, epoch) =>
    runs.reduce((sum, run) => sum + (run.losses[epoch] ?? NaN), 0),
  );
  const best = means.indexOf(Math.min(...means));
  return (best < 0 ? length - 1 : best) + (runs[0]?.firstEpoch ?? 1);
}
