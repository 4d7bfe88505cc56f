import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import type { CallContext } from '../common/contract/server.ts';
import type { Extent, View } from '../common/view.ts';
import { CityForecasts } from '../forecast/city-forecasts.ts';
import { outlookAnswer } from '../forecast/loads/outlook-answer.ts';
import { captureView, reportMapExtent, reportMapSize } from '../report/map/report-map.ts';
import type { ReportData } from '../report/report-data.ts';
import { placesToExplain } from '../report/report-subject.ts';
import { readLand } from './base-map.ts';
import type { Engine } from './engine.ts';
import { loggable } from './log.ts';
import { placesAnswer } from './places-answer.ts';
import { incidentsOf, sourcesOf, workspaceOf } from './report-ground.ts';
import { noAlarms, tellDrift, tellStandIns } from './reviews.ts';

const day = 86_400_000;

/**
 * What a report on readings shows; null where none are loaded. `asOf` stands in for now without moving the windows' clock: the report has
 * forecasts of its own for it.
 * @throws MetropoleError `forecast-no-data`, `forecast-no-model`, `aborted`
 */
export async function readingsOfReport(
  engine: Engine,
  asOf: number | null,
  context: CallContext,
): Promise<ReportData | null> {
  const { signal } = context;
  const { store } = engine;
  const shown = engine.view.view;
  const view: View = asOf === null ? shown : { ...shown, now: { kind: 'as-of', at: asOf }, targetAt: null };
  const city = new CityForecasts({
    store,
    forecasting: engine.forecasting,
    training: engine.training,
    networksFolder: engine.options.locations.networks,
    view: () => view,
    wallClock: engine.options.wallClock ?? Date.now,
    onRun: (run) => {
      engine.emit('run.finished', { run });
    },
    hasActiveAlarm: noAlarms,
    onStandIns: (switched) => tellStandIns(engine, switched),
    onDrift: (found) => tellDrift(engine, found),
  });
  const clock = await city.clock();
  const scene = await city.scene();
  if (scene === null) return null;
  if (clock.now === null || clock.horizonTo === null) throw new MetropoleError('forecast-no-data');
  const forecasts = city.of(scene.topic);
  const { models } = await forecasts.models();
  const latest = await store.runs.latest(scene.topic, clock.now);
  const isCurrent = latest !== undefined && clock.now - latest.asOf < scene.span.stepSeconds * 1000;
  if (!isCurrent) await forecasts.run(null, 'watched', signal);
  const targetAt = view.targetAt ?? clock.horizonTo;
  const frame = await forecasts.frame({ targetAt, since: null }, 'report');
  const run = await store.runs.latest(scene.topic, clock.now);
  const model = models.find(({ id, version }) => id === run?.modelId && version === run.modelVersion);
  const places = await placesAnswer(store, signal);
  const drilldowns = [];
  const scenarios = [];
  for (const place of placesToExplain(frame, scene.topic, view.selection)) {
    throwIfAborted(signal);
    const service = await city.at(place);
    drilldowns.push(await service.drilldowns.get({ place, targetAt }));
    scenarios.push(await service.drilldowns.scenarios({ place, targetAt }, signal));
  }
  const extent = reportMapExtent({ view, places });
  return {
    workspace: workspaceOf(engine),
    ...(await sourcesOf(engine)),
    topic: scene.topic,
    view,
    clock,
    createdAt: Date.now(),
    targetAt,
    run:
      run === undefined
        ? null
        : {
            model: run.modelId,
            modelVersion: run.modelVersion,
            asOf: run.asOf,
            createdAt: run.createdAt,
            kind: run.kind,
            isBenchmark: model?.isBenchmark ?? false,
            isJudgedBesideNetwork: models.some(({ isBenchmark }) => !isBenchmark),
            trainedFrom: model?.trainedFrom ?? null,
            isAsShipped: model?.isAsShipped ?? false,
            trainedTo: model?.trainedTo ?? null,
          },
    places,
    frame,
    timeline: await forecasts.timeline({ from: clock.now - day / 2, to: clock.horizonTo }),
    drilldowns,
    scenarios,
    outlook: scene.topic === 'energy' ? await outlookAnswer(store, scene, run?.asOf ?? null) : null,
    trackRecord: await forecasts.trackRecord(),
    accuracy: null,
    incidents: asOf === null ? await incidentsOf(engine, targetAt, context) : null,
    map: extent === null ? null : await capturedMap(engine, { ...view, targetAt }, extent),
    land: await readLand(engine.options.locations.baseMap),
  };
}

async function capturedMap(engine: Engine, view: View, extent: Extent): Promise<ReportData['map']> {
  try {
    const png = await engine.options.host.captureMap(captureView(view, extent), reportMapSize);
    return { png, extent };
  } catch (thrown) {
    const error = MetropoleError.from(thrown);
    engine.log.info(loggable(error), 'the report draws its own map');
    return null;
  }
}
