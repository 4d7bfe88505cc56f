import { MetropoleError } from '../common/errors.ts';
import { quantileLevels, type TrainedModel } from '../../models/model.ts';
import { pause } from '../../models/pause.ts';
import { judgedOrigins } from '../../models/series/rolling-origin.ts';
import type { Series } from '../../models/series/series.ts';
import { targetsAt, windowAt } from '../../models/series/window.ts';
import type { Turn } from './work-queue.ts';

/** Origins judged at most. */
const originsAtMost = 120;

interface HorizonLoss {
  readonly minutes: number;
  readonly pinball: number;
}

/**
 * Mean pinball loss over all quantile levels of a trained model, over origins from `fromStep` on: the proper score by
 * which the shown model is chosen.
 * @throws MetropoleError `aborted`, `forecast-no-data` where there is no truth to judge by
 */
export async function validate(
  trained: TrainedModel,
  series: Series,
  fromStep: number,
  turn: Turn,
): Promise<{ pinball: number; horizons: HorizonLoss[] }> {
  const { horizonSteps, inputs } = trained.declaration;
  const shape = { historySteps: inputs.historySteps, horizonSteps, daysBefore: inputs.daysBefore };
  const origins = judgedOrigins(fromStep, series.steps - horizonSteps + 1, {
    places: series.places.length,
    atMost: originsAtMost,
  });
  const losses = Array.from({ length: horizonSteps }, () => ({ sum: 0, count: 0 }));
  for (const origin of origins) {
    await pause(undefined);
    await turn.giveWay();
    const { quantiles, places } = await trained.predict(windowAt(series, origin, shape));
    const targets = targetsAt(series, origin, horizonSteps);
    places.forEach((place, row) => {
      losses.forEach((loss, step) => {
        const truth = targets[place * horizonSteps + step] ?? NaN;
        const first = (row * horizonSteps + step) * quantileLevels.length;
        if (Number.isNaN(truth) || Number.isNaN(quantiles[first])) return;
        quantileLevels.forEach((level, index) => {
          const difference = truth - (quantiles[first + index] ?? NaN);
          loss.sum += Math.max(level * difference, (level - 1) * difference) / quantileLevels.length;
        });
        loss.count++;
      });
    });
  }
  const sum = losses.reduce((total, loss) => total + loss.sum, 0);
  const count = losses.reduce((total, loss) => total + loss.count, 0);
  if (count === 0) throw new MetropoleError('forecast-no-data', {}, 'no truth to validate against');
  return {
    pinball: sum / count,
    horizons: losses.flatMap((loss, step) =>
      loss.count === 0
        ? []
        : [{ minutes: ((step + 1) * series.stepSeconds) / 60, pinball: loss.sum / loss.count }],
    ),
  };
}
