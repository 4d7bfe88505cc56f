import { MetropoleError } from '../common/errors.ts';
import { lowerIndex, medianIndex, upperIndex } from '../common/quantiles.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { ResponseOf } from '../common/contract/define.ts';
import type { Figures } from '../common/rows/models.ts';
import { quantileLevels, type TrainedModel } from '../../models/model.ts';
import { pause } from '../../models/pause.ts';
import { judgedOrigins } from '../../models/series/rolling-origin.ts';
import type { Series } from '../../models/series/series.ts';
import { targetsAt, windowAt } from '../../models/series/window.ts';
import type { Turn } from './work-queue.ts';

/** Origins judged at most. */
const originsAtMost = 120;

/** What is summed up over the origins of one horizon. */
interface Sums {
  pinball: number;
  absoluteError: number;
  covered: number;
  count: number;
}

/**
 * How a trained model does on origins of a series from `fromStep` on: mean pinball loss over all quantile levels, the proper score by
 * which the shown model is chosen, absolute error of the median, and the share of true values inside the 90 % interval; the loss at each
 * place, too.
 * @throws MetropoleError `aborted`, `forecast-no-data` where there is no truth to judge by
 */
export async function validate(
  trained: TrainedModel,
  series: Series,
  fromStep: number,
  turn: Turn,
): Promise<ResponseOf<ComputeMessages, 'compute.validate'>> {
  const { horizonSteps, inputs } = trained.declaration;
  const shape = { historySteps: inputs.historySteps, horizonSteps, daysBefore: inputs.daysBefore };
  const origins = judgedOrigins(fromStep, series.steps - horizonSteps + 1, {
    places: series.places.length,
    atMost: originsAtMost,
  });
  const horizons = Array.from({ length: horizonSteps }, nothing);
  const atPlaces = series.places.map(() => ({ ...nothing(), origins: 0 }));
  for (const origin of origins) {
    await pause(undefined);
    await turn.giveWay();
    const { quantiles, places } = await trained.predict(windowAt(series, origin, shape));
    const targets = targetsAt(series, origin, horizonSteps);
    places.forEach((place, row) => {
      const here = nothing();
      horizons.forEach((sums, step) => {
        const truth = targets[place * horizonSteps + step] ?? NaN;
        const first = (row * horizonSteps + step) * quantileLevels.length;
        if (Number.isNaN(truth) || Number.isNaN(quantiles[first])) return;
        add(sums, truth, quantiles, first);
        add(here, truth, quantiles, first);
      });
      const before = atPlaces[place];
      if (before === undefined || here.count === 0) return;
      atPlaces[place] = { ...together(before, here), origins: before.origins + 1 };
    });
  }
  const all = horizons.reduce(together, nothing());
  if (all.count === 0) throw new MetropoleError('forecast-no-data', {}, 'no truth to validate against');
  return {
    ...meansOf(all),
    horizons: horizons.flatMap((sums, step) =>
      sums.count === 0
        ? []
        : [{ minutes: ((step + 1) * series.stepSeconds) / 60, count: sums.count, ...meansOf(sums) }],
    ),
    byPlace: {
      origins: Uint16Array.from(atPlaces, ({ origins }) => origins),
      pinball: Float32Array.from(atPlaces, ({ pinball, count }) => pinball / count),
    },
  };
}

function nothing(): Sums {
  return { pinball: 0, absoluteError: 0, covered: 0, count: 0 };
}

/** @param first position of the lowest quantile */
function add(sums: Sums, truth: number, quantiles: Float32Array, first: number): void {
  quantileLevels.forEach((level, index) => {
    const difference = truth - (quantiles[first + index] ?? NaN);
    sums.pinball += Math.max(level * difference, (level - 1) * difference) / quantileLevels.length;
  });
  sums.absoluteError += Math.abs(truth - (quantiles[first + medianIndex] ?? NaN));
  const lower = quantiles[first + lowerIndex] ?? NaN;
  const upper = quantiles[first + upperIndex] ?? NaN;
  if (truth >= lower && truth <= upper) sums.covered++;
  sums.count++;
}

function together(one: Sums, other: Sums): Sums {
  return {
    pinball: one.pinball + other.pinball,
    absoluteError: one.absoluteError + other.absoluteError,
    covered: one.covered + other.covered,
    count: one.count + other.count,
  };
}

function meansOf({ pinball, absoluteError, covered, count }: Sums): Omit<Figures, 'horizons'> {
  return {
    pinball: pinball / count,
    meanAbsoluteError: absoluteError / count,
    coverage: covered / count,
  };
}
