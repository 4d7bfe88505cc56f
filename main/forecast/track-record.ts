import type { TrackRecord } from '../common/contract/messages/drilldown.ts';
import { horizonBands, regimes } from '../common/regimes.ts';
import type { ForecastStore } from './ports.ts';
import type { Scene } from './scene.ts';

/** Fewer cases of a regime than this say nothing. */
const leastToSay = 30;

/**
 * How well the shown model did against what happened, and the benchmark on the same cases, whichever was shown: at the ends of the
 * parts of the horizon, over all and by regime. Pinball losses are over the levels 5, 50 and 95, which are kept of both.
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
  const records = Array.from({ length: rows }, (_, row) => ({
    step: columns.step[row] ?? 0,
    regime: columns.regime[row] ?? null,
    horizonMinutes: columns.horizonMinutes[row] ?? 0,
    count: columns.count[row] ?? 0,
    figures: {
      meanAbsoluteError: columns.meanAbsoluteError[row] ?? NaN,
      benchmarkMeanAbsoluteError: columns.benchmarkMeanAbsoluteError[row] ?? NaN,
      pinball: columns.pinball[row] ?? NaN,
      benchmarkPinball: columns.benchmarkPinball[row] ?? NaN,
      coverage: columns.coverage[row] ?? NaN,
    },
  })).filter(({ figures }) => Object.values(figures).every(Number.isFinite));
  const wanted = new Set(
    Array.from({ length: horizonBands }, (_, band) =>
      Math.max(1, Math.round(((band + 1) / horizonBands) * run.steps)),
    ),
  );
  return records
    .filter(({ step, regime }) => regime === null && wanted.has(step))
    .map(({ step, horizonMinutes, count, figures }) => ({
      horizonMinutes,
      count,
      benchmark: run.benchmarkId,
      ...figures,
      regimes: regimes.map((regime) => {
        const own = records.find((record) => record.step === step && record.regime === regime);
        const known = own?.count ?? 0;
        return { regime, count: known, figures: known < leastToSay ? null : (own?.figures ?? null) };
      }),
    }));
}
