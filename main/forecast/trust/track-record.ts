import type { LeftOut } from '../../common/contract/messages/actions.ts';
import type { TrackRecord } from '../../common/contract/messages/drilldown.ts';
import { horizonBands, regimes } from '../../common/regimes.ts';
import type { ScoreRequest } from '../../common/rows/runs.ts';
import { touchedSpans, touchingActions } from '../actions/touched.ts';
import type { ForecastStore, RunRow } from '../ports.ts';
import type { Scene } from '../scene.ts';

export const nothingLeftOut: LeftOut = { actions: 0, forecasts: 0 };

/** Fewer cases of a regime than this say nothing. */
const leastToSay = 30;

/**
 * How well the shown model did against what happened, and the benchmark on the same cases, whichever was shown: at the ends of the
 * parts of the horizon, over all and by regime. What logged actions touch is left out and counted. Pinball losses are over the levels 5, 50 and 95, which are kept of both.
 *
 * @param series one series, or null for all
 */
export async function trackRecordOf(
  store: ForecastStore,
  scene: Scene,
  now: number,
  series: number | null,
): Promise<{ readonly rows: TrackRecord[]; readonly leftOut: LeftOut }> {
  const asked = await requestOf(store, scene, now, series);
  if (asked === null) return { rows: [], leftOut: nothingLeftOut };
  const { run, request } = asked;
  const { rows, columns } = await store.scores.byHorizon(request);
  const records = Array.from({ length: rows }, (_, row) => ({
    step: columns.step[row] ?? 0,
    regime: columns.regime[row] ?? null,
    benchmark: columns.benchmarkId[row] ?? run.benchmarkId,
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
  const told = records
    .filter(({ step, regime }) => regime === null && wanted.has(step))
    .map(({ step, horizonMinutes, count, benchmark, figures }) => ({
      horizonMinutes,
      count,
      benchmark,
      ...figures,
      regimes: regimes.map((regime) => {
        const own = records.find((record) => record.step === step && record.regime === regime);
        const known = own?.count ?? 0;
        return { regime, count: known, figures: known < leastToSay ? null : (own?.figures ?? null) };
      }),
    }));
  return { rows: told, leftOut: await countLeftOut(store, scene, request) };
}

/** What logged actions leave out of the track record of all places. */
export async function leftOutOf(store: ForecastStore, scene: Scene, now: number): Promise<LeftOut> {
  const asked = await requestOf(store, scene, now, null);
  return asked === null ? nothingLeftOut : await countLeftOut(store, scene, asked.request);
}

/** Which forecasts are scored; null before the first run. */
async function requestOf(
  store: ForecastStore,
  scene: Scene,
  now: number,
  series: number | null,
): Promise<{ readonly run: RunRow; readonly request: ScoreRequest & { readonly to: number } } | null> {
  const run = await store.runs.latest(scene.topic, now);
  if (run === undefined) return null;
  const models = await store.models.list(scene.topic);
  const served = models.find(
    ({ modelId, version }) => modelId === run.modelId && version === run.modelVersion,
  );
  return {
    run,
    request: {
      topic: scene.topic,
      kinds: ['live', 'hindcast'],
      series: series === null ? null : [series],
      modelId: run.modelId,
      modelVersion: run.modelVersion,
      benchmarkId: run.benchmarkId,
      // What the model learned from is no test of it.
      from: served?.trainedTo ?? null,
      to: now,
      leftOut: touchedSpans(scene, 'forecast'),
    },
  };
}

async function countLeftOut(
  store: ForecastStore,
  scene: Scene,
  request: ScoreRequest & { readonly to: number },
): Promise<LeftOut> {
  const touching = touchingActions(scene, request.series, request.from ?? -Infinity, request.to);
  return { actions: touching.length, forecasts: await store.scores.countLeftOut(request) };
}
