import type { ModelSetting } from '../model.ts';
import { pause } from '../pause.ts';
import type { TrainingData } from '../training/train.ts';
import type { SeededRandom } from '../../main/common/seeded-random.ts';
import { withSomeUnknown } from './given/given.ts';
import { habitsOf, HabitsWithoutSelf, type HabitProfiles } from './habits.ts';
import { fillWindow } from '../series/fill.ts';
import { hasMissing } from '../series/missing.ts';
import type { Series } from '../series/series.ts';
import { targetsAt, windowAt, type Window } from '../series/window.ts';
import { withFaults, withGaps } from './gaps.ts';
import { featureCount, TrafficFeatures, trafficInputs, type Scale } from './inputs.ts';
import { historySteps } from './steps.ts';

/** Shares of windows in which measured steps are hidden: runs of steps everywhere, or all steps of up to six places in ten. */
const gapShare = 0.15;
const faultShare = 0.15;
const mostAtFault = 0.6;
const stuckShare = 0.25;

/** Mean and spread of all known values. */
export function scaleOf(series: Series): Scale {
  let count = 0;
  let sum = 0;
  let square = 0;
  for (const value of series.values) {
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    square += value * value;
  }
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(square / count - mean * mean, 0));
  return { mean, spread: spread > 0 ? spread : 1 };
}

/**
 * Rows for training on a series, or (with `judged`) for judging on origins of a longer one. Targets are the change from the last value; both are in spreads. Training rows have a usual that leaves
 * their own readings out, and some gaps. At most `rowLimit` rows, drawn evenly. Rows with a missing target are left out.
 */
export async function trainingData(
  series: Series,
  profiles: HabitProfiles,
  scale: Scale,
  setting: ModelSetting,
  options: {
    readonly random: SeededRandom;
    readonly rowLimit: number;
    /** What the network is given beside what every network sees. */
    readonly given: readonly string[];
    readonly judged?: { readonly whole: Series; readonly origins: readonly number[] };
    readonly signal: AbortSignal | undefined;
  },
): Promise<TrainingData> {
  const { random, judged } = options;
  const { horizonSteps } = setting;
  const source = judged?.whole ?? series;
  const count = Math.max(series.steps - horizonSteps - historySteps, 0);
  const origins = judged?.origins ?? Array.from({ length: count }, (_, index) => historySteps + index);
  const places = series.places.length;
  const share = Math.min(options.rowLimit / Math.max(origins.length * places, 1), 1);
  const width = featureCount(horizonSteps, options.given);
  const capacity = Math.ceil(Math.min(origins.length * places, options.rowLimit * 1.02 + 1000));
  const features = new Float32Array(capacity * width);
  const targets = new Float32Array(capacity * horizonSteps);
  const withoutSelf = judged === undefined ? new HabitsWithoutSelf(series, profiles) : undefined;
  let rows = 0;
  for (const [index, origin] of origins.entries()) {
    if (index % 64 === 0) await pause(options.signal);
    const real = windowAt(source, origin, { ...trafficInputs, horizonSteps });
    const window = judged === undefined ? withSomeHidden(real, options.given, random) : real;
    const known = fillWindow(window, profiles.usual, series.places);
    const { filled, habits } = withoutSelf?.at(known, origin) ?? {
      filled: known,
      habits: habitsOf(known, profiles),
    };
    const writer = new TrafficFeatures(filled, habits, profiles.usual, scale, options.given);
    const truth = targetsAt(source, origin, horizonSteps);
    for (let place = 0; place < places; place++) {
      if ((share < 1 && random.next() >= share) || rows >= capacity) continue;
      const wanted = truth.subarray(place * horizonSteps, (place + 1) * horizonSteps);
      if (hasMissing(wanted) || !writer.write(place, features, rows * width)) continue;
      const last = writer.lastValue(place);
      for (let step = 0; step < horizonSteps; step++) {
        targets[rows * horizonSteps + step] = ((wanted[step] ?? NaN) - last) / scale.spread;
      }
      rows++;
    }
  }
  return {
    rows,
    width,
    targetWidth: horizonSteps,
    features: features.subarray(0, rows * width),
    targets: targets.subarray(0, rows * horizonSteps),
  };
}

function withSomeHidden(real: Window, given: readonly string[], random: SeededRandom): Window {
  const window = withSomeUnknown(real, given, random);
  const draw = random.next();
  if (draw < gapShare) return withGaps(window, random);
  if (draw >= gapShare + faultShare) return window;
  return withFaults(window, random, mostAtFault * random.next(), stuckShare);
}
