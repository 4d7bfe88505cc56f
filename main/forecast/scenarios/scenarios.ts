import type { WindowRecord } from '../../common/contract/compute-contract.ts';
import type { ScenarioId, Scenarios } from '../../common/contract/messages/scenarios.ts';
import { metrics } from '../../common/metrics.ts';
import { askedForecast } from '../drilldown/asked-forecast.ts';
import { shownEnd } from '../shown/clock.ts';
import { covariatesFromStore } from '../covariates/covariates.ts';
import type { DrilldownTools } from '../drilldown/drilldown.ts';
import { valuesAt } from '../shown/frames.ts';
import type { ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { servedAt } from '../trust/served.ts';
import { alterations, alteredStore, timesOf } from './altered-surroundings.ts';
import { isBeyondSeenEndings } from './seen-endings.ts';

/** So many other places are told of, and none that changes by less than this share of the most changed. */
const [placesTold, leastShare] = [6, 0.05];

type Value = NonNullable<Scenarios['before']>;

interface AskedScenario {
  readonly id: ScenarioId;
  readonly at: number | null;
  /** Whether its inputs are more than was ever seen here. */
  readonly isBeyondSeen: boolean;
  readonly covariates?: WindowRecord['covariates'];
  readonly asUsual?: 'place' | 'neighbours';
}

/**
 * What would change the forecast of a place: what its model says with some inputs otherwise, against what it says with the real ones,
 * brought to the number that is shown.
 * @throws MetropoleError `place-unknown`, `aborted`
 */
export async function scenariosOf(
  tools: DrilldownTools,
  scene: Scene,
  now: number,
  request: { readonly place: number; readonly targetAt: number },
  signal?: AbortSignal,
): Promise<Scenarios> {
  const { store } = tools;
  const targetAt = shownEnd(request.targetAt, now, scene);
  const nothing = { unit: scene.unit, targetAt, before: null, scenarios: [] };
  const found = await askedForecast(tools, scene, now, request, signal);
  if (found === null) return { ...nothing, state: 'no-forecast', asOf: null };
  const { run, asked } = found;
  const { asOf } = run;
  const values = await valuesAt(store, tools.usual, scene, now, targetAt);
  const end = (value: number | undefined): number | null =>
    value !== undefined && Number.isFinite(value) ? value : null;
  const value = values.value[asked.place] ?? NaN;
  if (!Number.isFinite(value)) return { ...nothing, state: 'no-forecast', asOf };
  const before = { value, lower: end(values.lower[asked.place]), upper: end(values.upper[asked.place]) };
  if (await isBenchmark(store, scene, found, targetAt))
    return { ...nothing, state: 'benchmark', asOf, before };
  const scenarios = await askedScenarios(store, scene, asked, targetAt);
  const { outcomes } = await tools.forecasting.call(
    'compute.scenarios',
    { ...asked, scenarios: scenarios.map(({ covariates, asUsual }) => ({ covariates, asUsual })) },
    { signal },
  );
  return {
    ...{ unit: scene.unit, targetAt, state: 'told', asOf, before },
    scenarios: scenarios.flatMap(({ id, at, isBeyondSeen }, index) => {
      const outcome = outcomes[index] ?? null;
      if (outcome === null) return [];
      const { mean, lower, upper, around, isExtrapolation } = outcome;
      const least = leastShare * Math.max(Math.abs(mean), Math.abs(around[0]?.value ?? 0));
      return [
        {
          ...{ id, at, isExtrapolation: isExtrapolation || isBeyondSeen },
          after: afterOf(scene, before, { mean, lower, upper }),
          around: around
            .filter((one) => Math.abs(one.value) >= least)
            .slice(0, placesTold)
            .flatMap((one) => {
              const place = scene.placeIds[one.place];
              return place === undefined ? [] : [{ place, value: one.value }];
            }),
        },
      ];
    }),
  };
}

/** The number shown with a change on top, within what the metric can be, its interval around it. */
function afterOf(
  { metric }: Scene,
  before: Value,
  change: { readonly mean: number; readonly lower: number; readonly upper: number },
): Value {
  const within = (value: number): number => (metrics[metric].negativeMakesSense ? value : Math.max(0, value));
  const value = within(before.value + change.mean);
  return {
    value,
    lower: before.lower === null ? null : Math.min(value, within(before.lower + change.lower)),
    upper: before.upper === null ? null : Math.max(value, within(before.upper + change.upper)),
  };
}

/** Those that may be asked: what is logged, as far as anything is, and readings as usual. */
async function askedScenarios(
  store: ForecastStore,
  scene: Scene,
  { window, place }: { readonly window: WindowRecord; readonly place: number },
  targetAt: number,
): Promise<readonly AskedScenario[]> {
  const { asOf, historySteps, covariates } = window;
  const from = asOf - historySteps * scene.span.stepSeconds * 1000;
  const logged: AskedScenario[] = [];
  if (covariates.length > 0)
    for (const { id, takesHold, alter } of alterations)
      for (const at of await timesOf(takesHold, store.surroundings, window, targetAt)) {
        const altered = alteredStore(store, alter, asOf, at ?? asOf);
        const otherwise = await covariatesFromStore(altered, scene, from, historySteps, asOf);
        const isBeyondSeen =
          takesHold === 'ahead' && (await isBeyondSeenEndings(store, scene, window, place, otherwise));
        logged.push({ id, at, isBeyondSeen, covariates: otherwise });
      }
  return [
    ...logged,
    { id: 'neighbours-as-usual', at: null, isBeyondSeen: false, asUsual: 'neighbours' },
    { id: 'place-as-usual', at: null, isBeyondSeen: false, asUsual: 'place' },
  ];
}

/** Whether a benchmark stands in for the model at this place and target. */
async function isBenchmark(
  store: ForecastStore,
  scene: Scene,
  { run, asked }: NonNullable<Awaited<ReturnType<typeof askedForecast>>>,
  targetAt: number,
): Promise<boolean> {
  const series = scene.series[asked.place];
  if (series === undefined) return true;
  const said = await store.forecasts.ofSeries(run.runId, series.seriesId);
  const at = targetAt - scene.span.stepSeconds * 1000;
  const models = await store.models.list(scene.topic);
  return (await servedAt(store, scene, run, models, said, asked.place, at)).insteadOf !== null;
}
