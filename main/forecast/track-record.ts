import type { TrackRecord } from '../common/contract/messages/drilldown.ts';
import type { ForecastStore } from './ports.ts';
import type { Scene } from './scene.ts';

/** The horizons a screen names, as shares of the whole horizon: 15, 30, 45 and 60 of 60 minutes. */
const shares = [0.25, 0.5, 0.75, 1] as const;

/**
 * How well the shown forecasts did against what happened, and the benchmark on the same cases. Pinball losses are over the levels
 * 5, 50 and 95, which are kept of both.
 *
 * @param series one series, or null for all
 */
export async function trackRecordOf(
  store: ForecastStore,
  scene: Scene,
  now: number,
  series: number | null,
): Promise<TrackRecord[]> {
  const run = await store.runs.latest(scene.topic, now);
  if (run === undefined) return [];
  const models = await store.models.list(scene.topic);
  const served = models.find(
    ({ modelId, version }) => modelId === run.modelId && version === run.modelVersion,
  );
  const trainedTo = served?.trainedTo ?? null;
  const { rows, columns } = await store.scores.byHorizon({
    topic: scene.topic,
    kinds: ['live', 'hindcast'],
    series: series === null ? null : [series],
    modelId: run.modelId,
    modelVersion: run.modelVersion,
    benchmarkId: run.benchmarkId,
    // What the model learned from is no test of it.
    from: trainedTo,
    to: now,
  });
  const wanted = new Set(shares.map((share) => Math.max(1, Math.round(share * run.steps))));
  return Array.from({ length: rows }, (_, row) => row)
    .filter((row) => wanted.has(columns.step[row] ?? 0))
    .map((row) => ({
      horizonMinutes: columns.horizonMinutes[row] ?? 0,
      count: columns.count[row] ?? 0,
      meanAbsoluteError: columns.meanAbsoluteError[row] ?? NaN,
      benchmark: run.benchmarkId,
      benchmarkMeanAbsoluteError: columns.benchmarkMeanAbsoluteError[row] ?? NaN,
      pinball: columns.pinballThree[row] ?? NaN,
      benchmarkPinball: columns.benchmarkPinballThree[row] ?? NaN,
      coverage: columns.coverage[row] ?? NaN,
    }))
    .filter((record) =>
      Object.values(record).every((value) => typeof value === 'string' || Number.isFinite(value)),
    );
}
