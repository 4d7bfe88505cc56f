import type {
  DeclarationRecord,
  SeriesRecord,
  WindowRecord,
} from '../../common/contract/compute-contract.ts';
import { sameLocalTime, stepCalendar } from './calendar.ts';
import { covariatesFromStore } from '../covariates/covariates.ts';
import { knownAheadFromStore } from '../covariates/known-ahead.ts';
import type { Compute, ForecastStore } from '../ports.ts';
import type { Scene } from '../scene.ts';

/** What any of the models for a scene may see at `asOf`. @param compute asked what the models need */
export async function windowForAll(
  store: ForecastStore,
  scene: Scene,
  asOf: number,
  compute: Compute,
  signal?: AbortSignal,
): Promise<WindowRecord> {
  const { declarations } = await compute.call('compute.declarations', scene.setting, { signal });
  const needs = {
    horizonSteps: scene.setting.horizonSteps,
    historySteps: Math.max(...declarations.map(({ historySteps }) => historySteps)),
    daysBefore: [...new Set(declarations.flatMap(({ daysBefore }) => daysBefore))],
  };
  return await windowFromStore(store, scene, needs, asOf);
}

/** What a model with this declaration may see at `asOf`: only what had been received by then. */
export async function windowFromStore(
  store: ForecastStore,
  scene: Scene,
  model: Pick<DeclarationRecord, 'historySteps' | 'horizonSteps' | 'daysBefore'>,
  asOf: number,
): Promise<WindowRecord> {
  const { metric, zone } = scene;
  const { stepSeconds } = scene.span;
  const stepMilliseconds = stepSeconds * 1000;
  const { historySteps, horizonSteps } = model;
  const from = asOf - historySteps * stepMilliseconds;
  const request = { metric, stepSeconds, asOf };
  const history = await store.readings.matrix({ ...request, from, to: asOf });
  const sameTime = await Promise.all(
    model.daysBefore.map(async (daysBefore) => {
      const start = sameLocalTime(asOf, daysBefore, zone);
      const { values } = await store.readings.matrix({
        ...request,
        from: start,
        to: start + horizonSteps * stepMilliseconds,
      });
      return { daysBefore, values };
    }),
  );
  return {
    places: [...scene.placeNames],
    asOf,
    stepSeconds,
    historySteps,
    horizonSteps,
    history: history.values,
    historyCalendar: stepCalendar(from, stepSeconds, historySteps, zone),
    horizonCalendar: stepCalendar(asOf, stepSeconds, horizonSteps, zone),
    sameTime,
    links: scene.links,
    covariates: await covariatesFromStore(store, scene, from, historySteps, asOf),
    knownAhead: await knownAheadFromStore(store, scene, asOf, 1, asOf),
    attributes: [...scene.attributes],
  };
}

/** Everything loaded between two instants, to train and to be judged on. */
export async function seriesFromStore(
  store: ForecastStore,
  scene: Scene,
  from: number,
  to: number,
): Promise<SeriesRecord> {
  const { stepSeconds } = scene.span;
  const steps = Math.round((to - from) / (stepSeconds * 1000));
  const { values } = await store.readings.matrix({ metric: scene.metric, from, to, stepSeconds, asOf: null });
  return {
    places: [...scene.placeNames],
    start: from,
    stepSeconds,
    steps,
    values,
    calendar: stepCalendar(from, stepSeconds, steps, scene.zone),
    links: scene.links,
    covariates: await covariatesFromStore(store, scene, from, steps, null),
    knownAhead: await knownAheadFromStore(store, scene, from, steps, null),
    attributes: [...scene.attributes],
  };
}
