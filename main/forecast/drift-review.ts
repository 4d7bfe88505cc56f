import { cumulativeSums, referenceOf, sumLimit } from '../../models/drift/cumulative-sum.ts';
import {
  binCounts,
  equalBins,
  populationStability,
  stabilityLimits,
} from '../../models/drift/population-stability.ts';
import type { Drift, DriftKind, ErrorBlock } from '../common/rows/drift.ts';
import { actionsKey, touchedSpans } from './actions/touched.ts';
import { districtsOf, sampleInputs, type InputSample, type InputSamples } from './drift-inputs.ts';
import type { ForecastStore, ModelRow } from './ports.ts';
import type { Serving } from './runs.ts';
import type { Scene } from './scene.ts';
import { blockSeconds, everySeconds } from './stand-in-review.ts';
import { pairOf } from './stand-ins.ts';
import type { UsualBook } from './usual.ts';

const day = 86_400_000;
/** Inputs of so many days before now are compared with those of the last days of training. */
const daysNow = 3;
const daysOfTraining = 7;
/** How far back errors are added up. */
const daysOfErrors = 7;
/** With so many in ten bins chance alone brings an index of about 9 / 200, half of what counts as unchanged (Yurdakul 2018). */
const leastReadings = 200;
/** A day of two-hour blocks, as for the decision which forecaster is shown. */
const leastBlocks = 12;

/** A measure of drift: on from one limit, off again below another. */
interface Measure {
  readonly kind: DriftKind;
  /** Null: the whole city. */
  readonly district: string | null;
  readonly value: number;
  readonly on: number;
  readonly off: number;
  readonly count: number;
}

/** What inputs were like in training, per fit: it does not change. */
export class TrainingInputs {
  #of = '';
  #sample: Promise<InputSamples> | undefined;

  async get(
    store: ForecastStore,
    usual: UsualBook,
    scene: Scene,
    { modelId, version, trainedFrom, trainedTo, dataHash }: ModelRow,
  ): Promise<InputSamples> {
    const about = [modelId, version, dataHash, scene.dataHash, actionsKey(scene)];
    const fit = JSON.stringify([about, scene.districts]);
    if (this.#sample === undefined || this.#of !== fit) {
      const from = Math.max(trainedFrom, trainedTo - daysOfTraining * day);
      this.#of = fit;
      this.#sample = sampleInputs(store, usual, scene, from, trainedTo, null);
      this.#sample.catch(() => {
        this.#sample = undefined;
      });
    }
    return await this.#sample;
  }
}

/**
 * Looks whether inputs are not what they were in training any more, and errors not what they were when the model was judged, over the
 * whole city and in each district. Gives what has begun or ended since the last look.
 */
export async function reviewDrift(
  store: ForecastStore,
  usual: UsualBook,
  training: TrainingInputs,
  scene: Scene,
  serving: Serving,
  asOf: number,
): Promise<readonly Drift[]> {
  const before = await training.get(store, usual, scene, serving.shown);
  const from = Math.max(serving.shown.trainedTo, asOf - daysNow * day);
  const isLongEnough = asOf - from >= day;
  const now = isLongEnough ? await sampleInputs(store, usual, scene, from, asOf, asOf) : undefined;
  const measures = [
    ...[...(now ?? [])].flatMap(([district, sample]) => {
      const reference = before.get(district);
      return reference === undefined ? [] : inputMeasures(district, reference, sample);
    }),
    ...(await errorMeasures(store, scene, serving, asOf)),
  ];
  const foundAt = Date.now();
  return await store.drifts.add(serving.shown, asOf, (holding) =>
    measures.flatMap(({ kind, district, value, on, off, count }) => {
      const last = holding.find((one) => one.kind === kind && one.district === district);
      const wasOn = last?.isOn ?? false;
      const isOn = wasOn ? value > off : value >= on;
      return isOn === wasOn
        ? []
        : [{ kind, district, asOf, foundAt, isOn, value, limit: isOn ? on : off, count }];
    }),
  );
}

function inputMeasures(district: string | null, before: InputSample, now: InputSample): Measure[] {
  const limits = { on: stabilityLimits.changed, off: stabilityLimits.unchanged };
  const measure = (kind: DriftKind, reference: Uint32Array, present: Uint32Array): Measure[] => {
    const count = sumOf(present);
    if (count < leastReadings || sumOf(reference) < leastReadings) return [];
    return [{ kind, district, value: populationStability(reference, present), ...limits, count }];
  };
  const values = (kind: 'level' | 'change'): Measure[] => {
    const borders = equalBins(before[kind]);
    return measure(kind, binCounts(borders, before[kind]), binCounts(borders, now[kind]));
  };
  return [...values('level'), ...values('change'), ...measure('missing', before.missing, now.missing)];
}

function sumOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Live forecasts against the hindcasts that the model was judged by. */
async function errorMeasures(
  store: ForecastStore,
  scene: Scene,
  serving: Serving,
  asOf: number,
): Promise<Measure[]> {
  const request = {
    ...pairOf(serving),
    topic: scene.topic,
    series: null,
    to: asOf,
    blockSeconds: blockSeconds[scene.topic],
    everySeconds,
    leftOut: touchedSpans(scene, 'forecast'),
  };
  const { trainedTo } = serving.shown;
  const judged = await store.scores.errorsByBlock({ ...request, kinds: ['hindcast'], from: trainedTo });
  const liveFrom = Math.max(trainedTo, asOf - daysOfErrors * day);
  const live = await store.scores.errorsByBlock({ ...request, kinds: ['live'], from: liveFrom });
  return [null, ...districtsOf(scene)].flatMap((district) => {
    const inside = (block: ErrorBlock): boolean => block.district === district;
    return errorMeasuresIn(district, judged.filter(inside), live.filter(inside));
  });
}

function errorMeasuresIn(
  district: string | null,
  judged: readonly ErrorBlock[],
  live: readonly ErrorBlock[],
): Measure[] {
  if (judged.length < leastBlocks || live.length === 0) return [];
  const count = live.reduce((sum, block) => sum + block.count, 0);
  const measure = (kind: 'bias' | 'size', of: (block: ErrorBlock) => number): Measure[] => {
    const reference = referenceOf(judged.map(of));
    if (reference === undefined) return [];
    const { above, below } = cumulativeSums(live.map(of), reference);
    // Errors that have become smaller are nothing to watch for.
    const value = kind === 'bias' ? Math.max(above, below) : above;
    return [{ kind, district, value, on: sumLimit, off: 0, count }];
  };
  return [...measure('bias', ({ bias }) => bias), ...measure('size', ({ size }) => size)];
}
