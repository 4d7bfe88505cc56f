import { MetropoleError } from '../../common/errors.ts';
import type { SeriesLosses } from '../../common/rows/series-losses.ts';
import type { ForecastStore, ModelRow } from '../ports.ts';
import { withOwn, type Benchmarks } from './benchmarks.ts';

/** The forecasters behind every run: the one that is shown and the benchmarks that stand beside it, one at each series. */
export interface Serving extends Benchmarks {
  readonly shown: ModelRow;
}

/**
 * Of the approved models the shown one and, of the others, the benchmark with the lowest validation loss, over all series and at each;
 * null while there is none.
 * @param losses of the benchmarks at each series, as far as they are known
 */
export function servingOf(models: readonly ModelRow[], losses: readonly SeriesLosses[]): Serving | null {
  const shown = shownOf(models);
  if (shown === undefined) return null;
  const [benchmark = shown, ...others] = approvedOf(models)
    .filter((model) => model.isBenchmark && model !== shown)
    .sort((one, other) => (one.validationPinball ?? Infinity) - (other.validationPinball ?? Infinity));
  return { shown, ...withOwn(benchmark, others, losses) };
}

/** The same of what is kept of a topic. */
export async function servingIn(
  { seriesLosses }: Pick<ForecastStore, 'seriesLosses'>,
  models: readonly ModelRow[],
): Promise<Serving | null> {
  return servingOf(
    models,
    await seriesLosses.of(approvedOf(models).filter(({ isBenchmark }) => isBenchmark)),
  );
}

/** The one whose forecasts are shown. */
export function shownOf(models: readonly ModelRow[]): ModelRow | undefined {
  return approvedOf(models).find(({ isShown }) => isShown);
}

/** Those that may serve. */
export function approvedOf(models: readonly ModelRow[]): readonly ModelRow[] {
  return models.filter(({ state }) => state === 'approved');
}

/** By so much a network has to be better than the best benchmark: what is slower to ask has to bring something. */
const leastGain = 0.005;

/** Marks the one with the lowest validation loss as shown; a network that is level with a benchmark is not. */
export function withBestShown(models: readonly ModelRow[]): readonly ModelRow[] {
  const loss = ({ validationPinball, isBenchmark }: ModelRow): number =>
    (validationPinball ?? Infinity) * (isBenchmark ? 1 - leastGain : 1);
  const best = models.reduce<ModelRow | undefined>(
    (lowest, model) => (lowest === undefined || loss(model) < loss(lowest) ? model : lowest),
    undefined,
  );
  return models.map((model) => ({ ...model, isShown: model === best }));
}

/**
 * Makes a run with the forecasters that serve. One that gives no numbers is left out, and the next best takes its place.
 * @param losses of the benchmarks at each series
 * @param onUnfit told of each that is left out
 * @throws MetropoleError `forecast-no-model` when nothing is fitted, `forecast-not-finite` when none is left, or as the run does
 */
export async function withFitModels<T>(
  models: readonly ModelRow[],
  losses: readonly SeriesLosses[],
  make: (serving: Serving) => Promise<T>,
  onUnfit: (error: MetropoleError) => void,
): Promise<T> {
  const serving = servingOf(models, losses);
  if (serving === null) throw new MetropoleError('forecast-no-model');
  try {
    return await make(serving);
  } catch (thrown) {
    const error = MetropoleError.from(thrown);
    const unfit = error.parameters['model'];
    const left = approvedOf(models).filter(({ modelId }) => modelId !== unfit);
    if (
      error.code !== 'forecast-not-finite' ||
      left.length === approvedOf(models).length ||
      left.length === 0
    )
      throw error;
    onUnfit(error);
    const isShownLeft = left.some(({ isShown }) => isShown);
    return await withFitModels(isShownLeft ? left : withBestShown(left), losses, make, onUnfit);
  }
}
