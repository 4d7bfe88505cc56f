import type { Outcome } from '../../common/contract/messages/actions.ts';
import type { ActionRow } from '../../common/rows/actions.ts';
import type { ForecastStore, RunRow } from '../ports.ts';
import type { Scene } from '../scene.ts';
import { modelOfRun } from '../trust/served.ts';
import { touchingActions } from './touched.ts';

/**
 * What happened while an action lasted against what had been forecast last before it, which knew nothing of it: over the steps of that
 * time that the forecast reached. Steps have errors in common, so that the ends of their intervals are averaged, not made narrower.
 *
 * @param index position of its place in the scene
 */
export async function outcomeOf(
  store: ForecastStore,
  scene: Scene,
  now: number,
  action: ActionRow,
  index: number,
): Promise<Outcome> {
  const { from, until } = action;
  const series = scene.series[index]?.seriesId ?? -1;
  if (until === null || until > now) return { kind: 'none', why: 'running' };
  const run = await untouchedRun(store, scene, from);
  if (run === null) return { kind: 'none', why: 'no-forecast' };
  const step = run.stepSeconds * 1000;
  const said = await store.forecasts.ofSeries(run.runId, series);
  const { targetAt, median, lower, upper } = said.columns;
  const rows = Array.from(targetAt.keys()).filter((row) => {
    const at = targetAt[row] ?? NaN;
    return at + step > from && (at < until || at <= from);
  });
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (first === undefined || last === undefined) return { kind: 'none', why: 'no-forecast' };
  const start = targetAt[first] ?? NaN;
  const end = (targetAt[last] ?? NaN) + step;
  const others = scene.actions.filter((one) => one.actionId !== action.actionId);
  if (touchingActions({ ...scene, actions: others }, [series], run.asOf - step, end).length > 0)
    return { kind: 'none', why: 'other-action' };
  if (end > now) return { kind: 'none', why: 'not-yet' };
  const request = { metric: scene.metric, from: start, to: end, stepSeconds: run.stepSeconds, asOf: now };
  const { values } = await store.readings.matrix(request);
  const steps = Math.round((end - start) / step);
  const compared = rows.flatMap((row) => {
    const truth = values[index * steps + Math.round(((targetAt[row] ?? NaN) - start) / step)] ?? NaN;
    const middle = median[row] ?? NaN;
    if (Number.isNaN(truth)) return [];
    return [
      {
        difference: truth - middle,
        lower: (lower[row] ?? NaN) - middle,
        upper: (upper[row] ?? NaN) - middle,
      },
    ];
  });
  if (compared.length === 0) return { kind: 'none', why: 'no-truth' };
  const mean = (of: 'difference' | 'lower' | 'upper'): number =>
    compared.reduce((sum, one) => sum + one[of], 0) / compared.length;
  return {
    kind: 'compared',
    issuedAt: run.asOf,
    minutes: (compared.length * step) / 60_000,
    ...{ difference: mean('difference'), lower: mean('lower'), upper: mean('upper') },
  };
}

/** The last run before an action, unless its model has learned from that time. */
async function untouchedRun(store: ForecastStore, scene: Scene, from: number): Promise<RunRow | null> {
  const run = await store.runs.latest(scene.topic, from);
  if (run === undefined) return null;
  const model = modelOfRun(await store.models.list(scene.topic), run);
  return model !== undefined && run.asOf < model.trainedTo ? null : run;
}
