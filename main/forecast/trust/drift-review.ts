import {
  binCounts,
  equalBins,
  populationStability,
  stabilityLimits,
} from '../../../models/drift/population-stability.ts';
import type { Drift, DriftKind, ErrorBlock } from '../../common/rows/drift.ts';
import type { Fit } from '../../common/rows/models.ts';
import { actionsKey, touchedSpans } from '../actions/touched.ts';
import { errorMeasures, keepDrift, type DriftMeasure } from './drift-measures.ts';
import { districtsOf, sampleInputs, type InputSample, type InputSamples } from './drift-inputs.ts';
import type { ForecastStore, ModelRow } from '../ports.ts';
import type { Serving } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { blockSeconds, everySeconds } from './stand-in-review.ts';
import { pairOf } from '../runs/stand-ins.ts';
import type { UsualBook } from '../origin/usual.ts';

const day = 86_400_000;
/** Inputs of so many days before now are compared with those of the last days of training. */
const daysNow = 3;
const daysOfTraining = 7;
/** How far back errors are added up. */
const daysOfErrors = 7;
/** With so many in ten bins chance alone brings an index of about 9 / 200, half of what counts as unchanged (Yurdakul 2018). */
const leastReadings = 200;
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
): Promise<readonly (Drift & Fit)[]> {
  const before = await training.get(store, usual, scene, serving.shown);
  const from = Math.max(serving.shown.trainedTo, asOf - daysNow * day);
  const isLongEnough = asOf - from >= day;
  const now = isLongEnough ? await sampleInputs(store, usual, scene, from, asOf, asOf) : undefined;
  return await keepDrift(store.drifts, serving.shown, asOf, [
    ...[...(now ?? [])].flatMap(([district, sample]) => {
      const reference = before.get(district);
      return reference === undefined ? [] : inputMeasures(district, reference, sample);
    }),
    ...(await errorsOf(store, scene, serving, asOf)),
  ]);
}

function inputMeasures(district: string | null, before: InputSample, now: InputSample): DriftMeasure[] {
  const limits = { on: stabilityLimits.changed, off: stabilityLimits.unchanged };
  const measure = (kind: DriftKind, reference: Uint32Array, present: Uint32Array): DriftMeasure[] => {
    const count = sumOf(present);
    if (count < leastReadings || sumOf(reference) < leastReadings) return [];
    return [{ kind, district, value: populationStability(reference, present), ...limits, count }];
  };
  const values = (kind: 'level' | 'change'): DriftMeasure[] => {
    const borders = equalBins(before[kind]);
    return measure(kind, binCounts(borders, before[kind]), binCounts(borders, now[kind]));
  };
  return [...values('level'), ...values('change'), ...measure('missing', before.missing, now.missing)];
}

function sumOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Live forecasts against the hindcasts that the model was judged by. */
async function errorsOf(
  store: ForecastStore,
  scene: Scene,
  serving: Serving,
  asOf: number,
): Promise<DriftMeasure[]> {
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
    return errorMeasures(district, judged.filter(inside), live.filter(inside));
  });
}
