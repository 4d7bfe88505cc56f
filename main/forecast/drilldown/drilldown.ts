import { join } from 'node:path';
import { float32, time } from '../../common/contract/columns.ts';
import type { Drilldown } from '../../common/contract/messages/drilldown.ts';
import { valueStates } from '../../common/contract/messages/map.ts';
import { MetropoleError, throwIfAborted } from '../../common/errors.ts';
import type { KnownAheadGroup } from '../../common/known-ahead.ts';
import { alignedExplanation } from '../../common/explain/aligned-explanation.ts';
import { actionsHere } from '../actions/action-records.ts';
import { alignedDown, shownEnd } from '../shown/clock.ts';
import { unknownAhead } from '../covariates/unknown-ahead.ts';
import { explanationOf } from './explanation.ts';
import { silentNeighbours } from './silent-neighbours.ts';
import { valuesAt } from '../shown/frames.ts';
import { explainedSum } from '../loads/explained-sum.ts';
import { outlookRecords } from '../loads/outlook-records.ts';
import { sumDrilldown } from '../loads/sum-drilldown.ts';
import type { Compute, DataSpan, ForecastStore, ForecastTable, ModelRow, RunRow } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { modelOfRun, servedAt } from '../trust/served.ts';
import { trackRecordOf } from '../trust/track-record.ts';
import type { UsualBook } from '../origin/usual.ts';
import type { SituationBook } from '../origin/situations.ts';
import { windowFromStore } from '../origin/window.ts';

const hour = 3_600_000;
/** How much of the past the chart shows: the last six hours of 5-minute data, three days of hourly data. */
const historySteps = 72;
const saidMinutesBefore = [60, 30, 15] as const;
const saidToleranceSeconds = 900;
/** In the past the chart shows the forecast that was issued this long before the target, and what happened until this long after. */
const replayLead = 1_800_000;

/** What a drill-down draws on. */
export interface DrilldownTools {
  readonly store: ForecastStore;
  readonly forecasting: Compute;
  readonly usual: UsualBook;
  readonly situations: SituationBook;
}

/**
 * Everything about one place at one target time.
 * @throws MetropoleError `place-unknown`, `forecast-no-data` while no readings are loaded, `aborted`
 */
export async function drilldownOf(
  tools: DrilldownTools,
  scene: Scene,
  now: number,
  request: { readonly place: number; readonly targetAt: number },
  signal?: AbortSignal,
): Promise<Drilldown> {
  const { store, usual } = tools;
  const index = scene.placeIds.indexOf(request.place);
  const series = scene.series[index];
  if (series === undefined) {
    const sum = scene.sums.find(({ placeId }) => placeId === request.place);
    if (sum === undefined) throw new MetropoleError('place-unknown', { place: request.place });
    const told = await sumDrilldown(
      store,
      usual,
      scene,
      sum,
      await placeOf(
        store,
        sum.placeId,
        sum.members.map((member) => scene.placeIds[member] ?? -1),
      ),
      now,
      request,
    );
    if (told.shown?.state !== 'forecast') return told;
    const members: Drilldown[] = [];
    for (const member of sum.members) {
      throwIfAborted(signal);
      const place = scene.placeIds[member] ?? -1;
      members.push(await drilldownOf(tools, scene, now, { ...request, place }, signal));
    }
    return { ...told, explanation: explainedSum(members, told.shown) };
  }
  const step = scene.span.stepSeconds * 1000;
  const targetAt = shownEnd(request.targetAt, now, scene);
  const isPast = targetAt < alignedDown(now, scene);
  const run = (await store.runs.latest(scene.topic, isPast ? targetAt - replayLead : now)) ?? null;
  const models = await store.models.list(scene.topic);
  const model = run === null ? undefined : modelOfRun(models, run);
  const said = run === null ? null : await store.forecasts.ofSeries(run.runId, series.seriesId);
  const values = await valuesAt(store, usual, scene, now, targetAt);
  const state = valueStates[values.state[index] ?? 0] ?? 'missing';
  const isForecast = state === 'forecast';
  const historyTo = alignedDown(isPast ? Math.min(now, targetAt + replayLead) : now, scene);
  const history = await historyOf(tools, scene, index, historyTo, now);
  const shown =
    state === 'missing'
      ? null
      : {
          state,
          value: values.value[index] ?? NaN,
          lower: finite(values.lower[index]),
          upper: finite(values.upper[index]),
          usual: finite(values.usual[index]),
        };
  const explained =
    isForecast && run !== null && model !== undefined
      ? await explain(tools, scene, model, run, index, Math.round((targetAt - run.asOf) / step) - 1, signal)
      : null;
  const explanation = explained?.explanation ?? null;
  const served =
    isForecast && run !== null && said !== null
      ? await servedAt(store, scene, run, models, said, index, targetAt - step)
      : { servedBy: null, insteadOf: null };
  const record = await trackRecordOf(store, scene, now, series.seriesId);
  return {
    place: await placeOf(store, request.place),
    unit: scene.unit,
    metric: scene.metric,
    asOf: run?.asOf ?? null,
    targetAt,
    horizonMinutes: (targetAt - (run?.asOf ?? now)) / 60_000,
    shown,
    ...served,
    history,
    benchmark: said?.columns.benchmarkId[0] ?? null,
    forecast: forecastTable(said, step),
    saidThen: await saidThenOf(tools, scene, series.seriesId, index, targetAt, now, model?.trainedTo ?? null),
    trackRecord: record.rows,
    leftOut: record.leftOut,
    actions: await actionsHere(store, scene, now, index),
    explanation:
      explanation === null || shown === null || served.servedBy === null
        ? null
        : alignedExplanation(explanation, shown, served.servedBy.model),
    outlook:
      run === null || scene.topic !== 'energy'
        ? null
        : (outlookRecords(await store.loadOutlooks.ofRun(run.runId, request.place), run)[0] ?? null),
    inputsMissing: {
      ...inputsMissing(history, isPast ? targetAt : now, scene.span),
      ahead: explained?.unknownAhead ?? [],
    },
  };
}

/** @param members whose readings are those of the place, where it is the sum of others */
async function placeOf(
  store: ForecastStore,
  place: number,
  members: readonly number[] = [place],
): Promise<Drilldown['place']> {
  const { columns } = await store.places.list();
  const row = columns.place.indexOf(place);
  const key = columns.key[row] ?? String(place);
  return {
    id: place,
    key,
    name: columns.name[row] ?? key,
    latitude: finite(columns.latitude[row]),
    longitude: finite(columns.longitude[row]),
    completeness:
      members.reduce((sum, id) => sum + (columns.completeness[columns.place.indexOf(id)] ?? 0), 0) /
      members.length,
    sourceFile: columns.sourceFile[row] ?? null,
  };
}

async function historyOf(
  { store, usual }: DrilldownTools,
  scene: Scene,
  index: number,
  to: number,
  now: number,
): Promise<Drilldown['history']> {
  const { stepSeconds } = scene.span;
  const step = stepSeconds * 1000;
  const from = Math.max(scene.span.from, to - Math.max(historySteps * step, 6 * hour));
  const steps = Math.max(0, Math.round((to - from) / step));
  const { values } = await store.readings.matrix({ metric: scene.metric, from, to, stepSeconds, asOf: now });
  const usualValues = await Promise.all(
    Array.from({ length: steps }, async (_, at) => (await usual.at(scene, from + at * step))[index] ?? NaN),
  );
  return {
    rows: steps,
    columns: {
      at: time(Float64Array.from({ length: steps }, (_, at) => from + (at + 1) * step)),
      value: float32(values.slice(index * steps, (index + 1) * steps)),
      usual: float32(Float32Array.from(usualValues)),
    },
  };
}

type Line = 'mean' | 'lower' | 'median' | 'upper' | 'usual' | 'benchmark' | 'modelMedian';

function forecastTable(found: ForecastTable | null, step: number): Drilldown['forecast'] {
  const column = (name: Line): Float32Array => found?.columns[name] ?? new Float32Array(0);
  return {
    rows: found?.rows ?? 0,
    columns: {
      at: time(Float64Array.from(found?.columns.targetAt ?? [], (at) => at + step)),
      mean: float32(column('mean')),
      lower: float32(column('lower')),
      median: float32(column('median')),
      upper: float32(column('upper')),
      usual: float32(column('usual')),
      benchmark: float32(column('benchmark')),
      model: float32(column('modelMedian')),
    },
  };
}

async function saidThenOf(
  { store }: DrilldownTools,
  scene: Scene,
  seriesId: number,
  index: number,
  targetAt: number,
  now: number,
  trainedTo: number | null,
): Promise<Drilldown['saidThen']> {
  const { stepSeconds } = scene.span;
  const start = targetAt - stepSeconds * 1000;
  const asOfs = saidMinutesBefore
    .map((minutes) => targetAt - minutes * 60_000)
    .filter((asOf) => asOf <= now && asOf >= (trainedTo ?? asOf));
  if (asOfs.length === 0) return [];
  const { rows, columns } = await store.forecasts.saidThen(seriesId, start, asOfs, saidToleranceSeconds);
  let happened: number | null = null;
  if (targetAt <= now) {
    const request = { metric: scene.metric, from: start, to: targetAt, stepSeconds, asOf: now };
    happened = finite((await store.readings.matrix(request)).values[index]);
  }
  return Array.from({ length: rows }, (_, row) => ({
    minutesBefore: (targetAt - (columns.asOf[row] ?? 0)) / 60_000,
    issuedAt: columns.asOf[row] ?? 0,
    value: columns.mean[row] ?? NaN,
    lower: columns.lower[row] ?? NaN,
    upper: columns.upper[row] ?? NaN,
    happened,
  }));
}

async function explain(
  { store, forecasting, situations }: DrilldownTools,
  scene: Scene,
  model: ModelRow,
  run: RunRow,
  place: number,
  step: number,
  signal: AbortSignal | undefined,
): Promise<{
  readonly explanation: Drilldown['explanation'];
  readonly unknownAhead: KnownAheadGroup[];
} | null> {
  const { declarations } = await forecasting.call('compute.declarations', scene.setting);
  const declaration = declarations.find(({ id }) => id === model.modelId);
  if (declaration === undefined) return null;
  const window = await windowFromStore(store, scene, declaration, run.asOf);
  const asked = {
    model: model.modelId,
    setting: scene.setting,
    stateFile: join(store.folder.models, model.stateFile),
    window,
    place,
    step,
    situations: await situations.near(scene, declaration, run.asOf, place),
    priority: 'watched' as const,
  };
  throwIfAborted(signal);
  const record = await forecasting.call('compute.explain', asked, { signal });
  const groups = record.contributions.map(({ group }) => group);
  return {
    explanation: explanationOf(
      scene,
      model.modelId,
      record,
      groups.includes('neighbours') ? silentNeighbours(window, scene.links, place) : null,
    ),
    unknownAhead: unknownAhead(window.knownAhead ?? [], groups, step),
  };
}

/** Readings missing of the last hour (12 steps at least), the inputs that every model looks at. */
function inputsMissing(
  history: Drilldown['history'],
  now: number,
  span: DataSpan,
): Omit<Drilldown['inputsMissing'], 'ahead'> {
  const of = Math.max(12, Math.round(hour / (span.stepSeconds * 1000)));
  const since = now - of * span.stepSeconds * 1000;
  const recent = history.columns.value.values.filter(
    (_, row) => (history.columns.at.values[row] ?? 0) > since,
  );
  return { missing: of - recent.filter((value) => !Number.isNaN(value)).length, of };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
