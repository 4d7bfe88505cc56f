import * as tf from '@tensorflow/tfjs-core';
import { pause } from '../pause.ts';
import { SeededRandom } from '../../main/common/seeded-random.ts';
import { Adam } from './adam.ts';

/** Weights of a network as plain numbers, in the order of its shapes. */
export type Weights = readonly Float32Array[];

/** A network as far as training goes. */
export interface TrainableNetwork {
  /** Of its parameters. */
  readonly shapes: readonly (readonly [rows: number, columns: number])[];
  /** Weights to begin with. */
  readonly initialWeights: (seed: number) => Weights;
  /** What a batch loses: a scalar. Called within `tf.tidy`. */
  readonly loss: (
    parameters: readonly tf.Tensor2D[],
    features: tf.Tensor2D,
    targets: tf.Tensor2D,
  ) => tf.Scalar;
}

/** Rows of features and of what is to be said of them. */
export interface TrainingData {
  readonly rows: number;
  /** Features of a row, and targets of a row. */
  readonly width: number;
  readonly targetWidth: number;
  readonly features: Float32Array;
  readonly targets: Float32Array;
}

export interface TrainingPlan {
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Standard deviation of what is added to features, so that the network does not learn single situations by heart. */
  readonly noise: number;
  /** Over how many batches the learning rate grows to what it is; 0: it is so from the first one. */
  readonly warmUpBatches: number;
  /** Share of the running mean of the weights that each batch renews; the running mean is what is used. */
  readonly averaging: number;
  /** Weights to begin with; drawn from the seed where they are left out. */
  readonly begin?: Weights | undefined;
  /** Where a training by the same plan, data and seed was when it was cut short; from there it goes on. */
  readonly goOnFrom?: TrainingState | undefined;
}

/** Where a training is after an epoch: all that the next one depends on. */
export interface TrainingState {
  readonly epoch: number;
  readonly parameters: Weights;
  readonly averages: Weights;
  /** The optimizer's running means: first of the gradients, then of their squares. */
  readonly moments: Weights;
}

export interface TrainedEpoch {
  readonly epoch: number;
  /** Mean training loss of the epoch. */
  readonly loss: number;
  readonly weights: Weights;
  /** Where the training is now. */
  readonly state: () => TrainingState;
}

/**
 * Trains by Adam (Kingma and Ba 2015) and hands every epoch's averaged weights to `onEpoch`; training ends early when
 * that gives false. Leaves no tensor behind, also when it throws.
 * @throws MetropoleError `aborted`
 */
export async function train(
  data: TrainingData,
  network: TrainableNetwork,
  plan: TrainingPlan,
  seed: number,
  signal: AbortSignal | undefined,
  onEpoch: (epoch: TrainedEpoch) => boolean | Promise<boolean>,
): Promise<void> {
  const { shapes } = network;
  const { goOnFrom } = plan;
  const begin = goOnFrom?.parameters ?? plan.begin ?? network.initialWeights(seed);
  const optimizer = new Adam(shapes, begin);
  const averages = goOnFrom === undefined ? optimizer.values() : optimizer.inOneRow(goOnFrom.averages);
  const batches = new Batches(data, plan, new SeededRandom(seed + 1));
  try {
    if (goOnFrom !== undefined) {
      batches.skip(goOnFrom.epoch * plan.batchesPerEpoch);
      optimizer.restore(goOnFrom.moments, goOnFrom.epoch * plan.batchesPerEpoch);
    }
    for (let epoch = (goOnFrom?.epoch ?? 0) + 1; epoch <= plan.epochs; epoch++) {
      let sum = 0;
      for (let batch = 0; batch < plan.batchesPerEpoch; batch++) {
        if (batch % 16 === 0) await pause(signal);
        const done = (epoch - 1) * plan.batchesPerEpoch + batch;
        const { features, targets } = batches.next();
        sum += optimizer.minimize(learningRateOf(plan, done), (parameters) =>
          tf.tidy(() => {
            const x = tf.tensor2d(features, [plan.batchSize, data.width]);
            const y = tf.tensor2d(targets, [plan.batchSize, data.targetWidth]);
            return network.loss(parameters, x, y);
          }),
        );
        average(averages, optimizer.values(), plan, done);
      }
      const weights = optimizer.apart(averages);
      const state = (): TrainingState => ({
        epoch,
        parameters: optimizer.apart(optimizer.values()),
        averages: weights,
        moments: optimizer.moments(),
      });
      if (!(await onEpoch({ epoch, loss: sum / plan.batchesPerEpoch, weights, state }))) break;
    }
  } finally {
    optimizer.dispose();
  }
}

/** The learning rate grows from nearly nothing: the first steps of Adam are its wildest, and many inputs add them up. */
function learningRateOf({ learningRate, warmUpBatches }: TrainingPlan, batch: number): number {
  return batch < warmUpBatches ? (learningRate * (batch + 1)) / warmUpBatches : learningRate;
}

/** Moves the running mean towards the present weights; early on it is the plain mean, so that the start is forgotten. */
function average(running: Float32Array, present: ArrayLike<number>, plan: TrainingPlan, batch: number): void {
  const share = Math.max(plan.averaging, 1 / (1 + batch / 4));
  for (let index = 0; index < running.length; index++) {
    running[index] = (running[index] ?? 0) + share * ((present[index] ?? 0) - (running[index] ?? 0));
  }
}

/** Numbers drawn once, of which noise takes a stretch that begins anywhere. */
const noisePool = 1 << 17;

/** Batches of rows in a shuffled order, again and again, their features with noise. */
class Batches {
  readonly #data: TrainingData;
  readonly #random: SeededRandom;
  readonly #order: Uint32Array;
  readonly #features: Float32Array;
  readonly #targets: Float32Array;
  readonly #noise: Float32Array;
  #position = 0;

  constructor(data: TrainingData, { batchSize, noise }: TrainingPlan, random: SeededRandom) {
    this.#data = data;
    this.#random = random;
    this.#order = random.shuffle(Uint32Array.from({ length: data.rows }, (_, row) => row));
    this.#features = new Float32Array(batchSize * data.width);
    this.#targets = new Float32Array(batchSize * data.targetWidth);
    this.#noise = Float32Array.from({ length: noisePool }, () => noise * random.normal());
  }

  /** Draws what so many batches would have drawn. */
  skip(batches: number): void {
    for (let batch = 0; batch < batches; batch++) {
      for (let index = 0; index < this.#targets.length / this.#data.targetWidth; index++) this.#nextRow();
      this.#random.below(noisePool - 1);
    }
  }

  /** The arrays are filled anew by the next call. */
  next(): { features: Float32Array; targets: Float32Array } {
    const { width, targetWidth } = this.#data;
    const size = this.#targets.length / targetWidth;
    for (let index = 0; index < size; index++) {
      const row = this.#nextRow();
      this.#features.set(this.#data.features.subarray(row * width, (row + 1) * width), index * width);
      this.#targets.set(
        this.#data.targets.subarray(row * targetWidth, (row + 1) * targetWidth),
        index * targetWidth,
      );
    }
    const shift = this.#random.below(noisePool - 1);
    for (let index = 0; index < this.#features.length; index++) {
      this.#features[index] = (this.#features[index] ?? 0) + (this.#noise[(index + shift) % noisePool] ?? 0);
    }
    return { features: this.#features, targets: this.#targets };
  }

  #nextRow(): number {
    if (this.#position === this.#order.length) {
      this.#random.shuffle(this.#order);
      this.#position = 0;
    }
    return this.#order[this.#position++] ?? 0;
  }
}
