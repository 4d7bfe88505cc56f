import { float32, time } from '../../common/contract/columns.ts';
import type { Drilldown } from '../../common/contract/messages/drilldown.ts';
import { valueStates } from '../../common/contract/messages/map.ts';
import { alignedDown, shownEnd } from '../shown/clock.ts';
import { isAsShipped } from '../../common/rows/models.ts';
import { valuesAt } from '../shown/frames.ts';
import type { ForecastStore } from '../ports.ts';
import { approvedOf } from '../runs/serving.ts';
import type { Scene } from '../scene.ts';
import { modelOfRun } from '../trust/served.ts';
import { nothingLeftOut } from '../trust/track-record.ts';
import type { UsualBook } from '../origin/usual.ts';
import { LoadFrames } from './load-frames.ts';
import { outlookRecords } from './outlook-records.ts';
import type { Sum } from './sums.ts';

const hour = 3_600_000;
/** As much of the past as the chart of a place shows that is measured. */
const historySteps = 72;

/**
 * Everything about a place that is the sum of others: its figures are the sums of theirs, its interval and peak those of their joint
 * paths. It is explained by its members (`explainedSum`), and no record is kept of it.
 */
export async function sumDrilldown(
  store: ForecastStore,
  usual: UsualBook,
  scene: Scene,
  sum: Sum,
  place: Drilldown['place'],
  now: number,
  request: { readonly targetAt: number },
): Promise<Drilldown> {
  const step = scene.span.stepSeconds * 1000;
  const targetAt = shownEnd(request.targetAt, now, scene);
  const own = await valuesAt(store, usual, scene, now, targetAt);
  const values = await new LoadFrames(store).with(own, scene, now, targetAt);
  const at = scene.placeIds.length + scene.sums.indexOf(sum);
  const state = valueStates[values.state[at] ?? 0] ?? 'missing';
  const saying = await store.loadOutlooks.latestRun(now);
  const run = saying === undefined ? null : ((await store.runs.latest(scene.topic, saying.asOf)) ?? null);
  const outlook = saying === undefined ? null : await store.loadOutlooks.ofRun(saying.runId, sum.placeId);
  const models = approvedOf(await store.models.list(scene.topic));
  const model = run === null ? undefined : modelOfRun(models, run);
  const historyTo = alignedDown(now, scene);
  return {
    place,
    unit: scene.unit,
    metric: scene.metric,
    asOf: saying?.asOf ?? null,
    targetAt,
    horizonMinutes: (targetAt - (saying?.asOf ?? now)) / 60_000,
    shown:
      state === 'missing'
        ? null
        : {
            state,
            value: values.value[at] ?? NaN,
            lower: finite(values.lower[at]),
            upper: finite(values.upper[at]),
            usual: finite(values.usual[at]),
          },
    servedBy:
      state !== 'forecast' || model === undefined
        ? null
        : {
            model: model.modelId,
            version: model.version,
            isBenchmark: model.isBenchmark,
            isJudgedBesideNetwork: models.some(({ isBenchmark }) => !isBenchmark),
            isAsShipped: isAsShipped(model),
            trainedTo: model.trainedTo,
          },
    insteadOf: null,
    benchmark: null,
    history: await historyOf(store, usual, scene, sum, historyTo, step),
    forecast: await forecastOf(store, scene, sum, saying?.runId ?? null, outlook, step),
    saidThen: [],
    trackRecord: [],
    leftOut: nothingLeftOut,
    actions: [],
    explanation: null,
    outlook: outlook === null || saying === undefined ? null : (outlookRecords(outlook, saying)[0] ?? null),
    inputsMissing: { missing: 0, of: sum.members.length, ahead: [] },
  };
}

async function historyOf(
  store: ForecastStore,
  usual: UsualBook,
  scene: Scene,
  { members }: Sum,
  to: number,
  step: number,
): Promise<Drilldown['history']> {
  const from = Math.max(scene.span.from, to - Math.max(historySteps * step, 6 * hour));
  const steps = Math.max(0, Math.round((to - from) / step));
  const { stepSeconds } = scene.span;
  const { values } = await store.readings.matrix({ metric: scene.metric, from, to, stepSeconds, asOf: to });
  const total = (valueOf: (member: number) => number | undefined): number =>
    members.reduce((sum, member) => sum + (valueOf(member) ?? NaN), 0);
  const usuals = await Promise.all(
    Array.from({ length: steps }, async (_, at) => {
      const all = await usual.at(scene, from + at * step);
      return total((member) => all[member]);
    }),
  );
  return {
    rows: steps,
    columns: {
      at: time(Float64Array.from({ length: steps }, (_, at) => from + (at + 1) * step)),
      value: float32(
        Float32Array.from({ length: steps }, (_, at) => total((member) => values[member * steps + at])),
      ),
      usual: float32(Float32Array.from(usuals)),
    },
  };
}

async function forecastOf(
  store: ForecastStore,
  scene: Scene,
  { members }: Sum,
  runId: number | null,
  outlook: Awaited<ReturnType<ForecastStore['loadOutlooks']['ofRun']>> | null,
  step: number,
): Promise<Drilldown['forecast']> {
  const { columns } = await store.forecasts.ofRun(runId ?? -1);
  const ids = new Set(members.map((member) => scene.series[member]?.seriesId));
  const steps = outlook === null || outlook.rows === 0 ? 0 : outlook.steps;
  const zero = (): Float32Array => new Float32Array(steps);
  const [mean, usual] = [zero(), zero()];
  const none = new Float32Array(steps).fill(NaN);
  const at = new Float64Array(steps).fill(NaN);
  columns.series.forEach((series, row) => {
    const index = (columns.step[row] ?? 0) - 1;
    if (!ids.has(series) || index >= steps) return;
    at[index] = (columns.targetAt[row] ?? NaN) + step;
    mean[index] = (mean[index] ?? 0) + (columns.mean[row] ?? NaN);
    usual[index] = (usual[index] ?? 0) + (columns.usual[row] ?? NaN);
  });
  const said = (name: 'lower' | 'median' | 'upper'): Float32Array =>
    outlook?.perStep[name].slice(0, steps) ?? zero();
  return {
    rows: steps,
    columns: {
      at: time(at),
      mean: float32(mean),
      lower: float32(said('lower')),
      median: float32(said('median')),
      upper: float32(said('upper')),
      usual: float32(usual),
      benchmark: float32(none),
      model: float32(none),
    },
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
