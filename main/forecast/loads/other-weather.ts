import { hoursOf } from '../../../models/energy/hours.ts';
import type { KnownAheadRecord, WindowRecord } from '../../common/contract/compute-contract.ts';
import type { WeatherScenarioId } from '../../common/rows/load-outlooks.ts';
import { medianIndex, quantileLevels } from '../../common/quantiles.ts';
import { knownAheadFromStore } from '../covariates/known-ahead.ts';
import type { Compute, ForecastStore, ModelRow } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { SeenTemperatures } from './seen-temperatures.ts';

const day = 86_400_000;

/** How far a model moves its forecast in other weather than that which is forecast. */
export interface OtherWeather {
  readonly scenario: WeatherScenarioId;
  /** The day whose weather it is, in days since 1970-01-01; NaN where it is no day's. */
  readonly day: number;
  /** Whether a temperature, or its change from one day to the next, was never measured like that. */
  readonly isBeyond: boolean;
  /** By how much the median moves, `[place of the window, step]`, in the unit of the data; NaN where there is no forecast. */
  readonly moved: Float32Array;
}

/**
 * What a model makes of other weather: a degree more than forecast, and the hottest and the coldest day measured before the origin. Nothing where
 * the weather of some hour of the day ahead is not known, or the model takes no notice of it.
 * @param stateFile of the model
 */
export async function inOtherWeather(
  store: ForecastStore,
  compute: Compute,
  scene: Scene,
  window: WindowRecord,
  { modelId }: Pick<ModelRow, 'modelId'>,
  stateFile: string,
  signal?: AbortSignal,
): Promise<readonly OtherWeather[]> {
  const { asOf, horizonSteps } = window;
  const ahead = window.knownAhead?.find(({ name }) => name === 'heating-change');
  if (ahead === undefined || firstDay([ahead], scene).some(({ values }) => values.some(Number.isNaN)))
    return [];
  const request = { from: scene.span.from, to: asOf, asOf };
  const seen = new SeenTemperatures(await store.surroundings.weather(['temperature'], request), scene.zone);
  const medians = async (asked: WindowRecord): Promise<Float32Array> => {
    const run = { model: modelId, setting: scene.setting, stateFile, window: asked };
    const { forecast } = await compute.call('compute.run', run, { signal });
    const out = new Float32Array(asked.places.length * horizonSteps).fill(NaN);
    forecast.places.forEach((place, row) => {
      for (let step = 0; step < horizonSteps; step++)
        out[place * horizonSteps + step] =
          forecast.quantiles[(row * horizonSteps + step) * quantileLevels.length + medianIndex] ?? NaN;
    });
    return out;
  };
  const asForecast = await medians(window);
  const found: OtherWeather[] = [];
  for (const { scenario, day: measured, temperature } of seen.scenarios()) {
    const told: number[] = [];
    const knownAhead = await knownAheadFromStore(store, scene, asOf, 1, asOf, (at, celsius) => {
      const other = temperature(at, celsius);
      if (at < asOf + day) told.push(other);
      return other;
    });
    const moved = (await medians({ ...window, knownAhead })).map(
      (value, at) => value - (asForecast[at] ?? NaN),
    );
    found.push({
      scenario,
      day: measured,
      isBeyond: seen.isBeyond(told, firstDay(knownAhead, scene)),
      moved,
    });
  }
  return found.some(({ moved }) => moved.some((value) => value !== 0 && !Number.isNaN(value))) ? found : [];
}

/** Of what is known of one origin what lies within a day of it: the peak that is told is that of the day ahead. */
function firstDay(knownAhead: readonly KnownAheadRecord[], { setting }: Scene): KnownAheadRecord[] {
  const { blocksPerDay } = hoursOf(setting);
  return knownAhead.map((known) => ({ ...known, values: known.values.subarray(0, blocksPerDay) }));
}
