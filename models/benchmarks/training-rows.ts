import { MetropoleError } from '../../main/common/errors.ts';
import { pause } from '../pause.ts';
import { fillWindow, type FilledWindow } from '../series/fill.ts';
import type { Series } from '../series/series.ts';
import type { PointFitContext } from './point-method.ts';
import { targetsAt, windowAt } from '../series/window.ts';

/** At most about this many training rows (place x origin) go into a linear model; further origins are skipped evenly. */
export const rowLimit = 600_000;
/** The same for a model that is only judged on a fold. */
export const foldRowLimit = 150_000;

export interface TrainingWindow {
  readonly filled: FilledWindow;
  /** `[place, horizon step]`, NaN = missing. */
  readonly targets: Float32Array;
}

/**
 * The windows a benchmark learns from. As in T-GCN's code the very last possible one is left out.
 * @throws MetropoleError `aborted` · `forecast-no-data` when the series holds no window.
 */
export async function* trainingWindows(
  series: Series,
  context: PointFitContext,
): AsyncGenerator<TrainingWindow> {
  const { setting, inputs, usual } = context;
  const first = inputs.historySteps;
  const end = series.steps - setting.horizonSteps;
  if (end <= first) {
    throw new MetropoleError('forecast-no-data', {}, `${series.steps} steps are too few to learn from`);
  }
  const stride = Math.max(Math.ceil(((end - first) * series.places.length) / context.rowLimit), 1);
  const shape = { ...inputs, horizonSteps: setting.horizonSteps };
  for (let origin = first, count = 0; origin < end; origin += stride, count++) {
    if (count % 64 === 0) await pause(context.signal);
    yield {
      filled: fillWindow(windowAt(series, origin, shape), usual, series.places),
      targets: targetsAt(series, origin, setting.horizonSteps),
    };
  }
}
