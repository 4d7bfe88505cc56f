import type { ForecastRecord } from '../../common/contract/compute-contract.ts';
import { lowerIndex, medianIndex, quantileLevels, upperIndex } from '../../common/quantiles.ts';
import { benchmarkIdOf, benchmarkOf } from './benchmarks.ts';
import type { Origin } from '../origin/origin.ts';
import type { NewRun } from '../ports.ts';
import type { Serving } from './serving.ts';
import type { Scene } from '../scene.ts';
import type { IsBenchmarkShown } from './stand-ins.ts';

const levels = quantileLevels.length;

/**
 * What two forecasters said, as the store keeps it: in each row the one that is shown, and beside it what is needed to score both. The
 * benchmark is shown only where it has a forecast.
 * @param forecasts `benchmark`: at each place of the one that is chosen there
 */
export function forecastColumns(
  scene: Scene,
  serving: Serving,
  { window, usualAhead, isDisturbed }: Origin,
  forecasts: { readonly model: ForecastRecord; readonly benchmark: ForecastRecord },
  isBenchmarkShown: IsBenchmarkShown,
): NewRun['forecasts'] {
  const { horizonSteps } = window;
  const { model, benchmark } = forecasts;
  const benchmarkRow = new Map(Array.from(benchmark.places, (place, row) => [place, row]));
  const kept: { readonly place: number; readonly row: number }[] = [];
  model.places.forEach((place, row) => {
    if (!Number.isNaN(model.mean[row * horizonSteps])) kept.push({ place, row });
  });
  const count = kept.length * horizonSteps;
  const empty = (): Float32Array => new Float32Array(count).fill(NaN);
  const servedBy = new Array<string>(count).fill(serving.shown.modelId);
  const benchmarkId = new Array<string | null>(count).fill(null);
  const ofRun = benchmarkIdOf(serving);
  const columns = {
    series: new Int32Array(count),
    step: new Int32Array(count),
    targetAt: new Float64Array(count),
    servedBy,
    mean: new Float32Array(count),
    quantiles: new Float32Array(count * levels),
    benchmarkId,
    benchmark: empty(),
    benchmarkLower: empty(),
    benchmarkUpper: empty(),
    usual: empty(),
    isDisturbed: new Uint8Array(count),
    modelLower: empty(),
    modelMedian: empty(),
    modelUpper: empty(),
  };
  kept.forEach(({ place, row }, index) => {
    const other = benchmarkRow.get(place);
    const series = scene.series[place]?.seriesId ?? 0;
    const { modelId } = benchmarkOf(serving, series);
    for (let step = 0; step < horizonSteps; step++) {
      const to = index * horizonSteps + step;
      const own = row * horizonSteps + step;
      const beside = other === undefined ? undefined : other * horizonSteps + step;
      columns.series[to] = series;
      if (modelId !== ofRun) benchmarkId[to] = modelId;
      columns.step[to] = step + 1;
      columns.targetAt[to] = window.asOf + step * window.stepSeconds * 1000;
      columns.usual[to] = usualAhead[step]?.[place] ?? NaN;
      columns.isDisturbed[to] = isDisturbed[place] ?? 0;
      columns.mean[to] = model.mean[own] ?? NaN;
      columns.quantiles.set(model.quantiles.subarray(own * levels, (own + 1) * levels), to * levels);
      if (beside === undefined) continue;
      const mean = benchmark.mean[beside] ?? NaN;
      const quantiles = benchmark.quantiles.subarray(beside * levels, (beside + 1) * levels);
      columns.benchmark[to] = quantiles[medianIndex] ?? NaN;
      columns.benchmarkLower[to] = quantiles[lowerIndex] ?? NaN;
      columns.benchmarkUpper[to] = quantiles[upperIndex] ?? NaN;
      if (Number.isNaN(mean) || !isBenchmarkShown(place, step + 1)) continue;
      const said = columns.quantiles.subarray(to * levels, (to + 1) * levels);
      columns.modelLower[to] = said[lowerIndex] ?? NaN;
      columns.modelMedian[to] = said[medianIndex] ?? NaN;
      columns.modelUpper[to] = said[upperIndex] ?? NaN;
      columns.mean[to] = mean;
      said.set(quantiles);
      servedBy[to] = modelId;
    }
  });
  return columns;
}
