import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { CallContext } from '../common/contract/server.ts';
import { MetropoleError, throwIfAborted } from '../common/errors.ts';
import type { Extent, View } from '../common/view.ts';
import { wording } from '../common/wording.ts';
import type { Wording } from '../common/wording.ts';
import { CityForecasts } from '../forecast/city-forecasts.ts';
import { outlookAnswer } from '../forecast/loads/outlook-answer.ts';
import { makeReport } from '../report/make-report.ts';
import { captureView, reportMapExtent, reportMapSize } from '../report/map/report-map.ts';
import type { ReportData } from '../report/report-data.ts';
import { reportFileName } from '../report/report-file-name.ts';
import { reportFooter } from '../report/report-footer.ts';
import { placesToExplain } from '../report/report-subject.ts';
import { readLand } from './base-map.ts';
import type { Engine } from './engine.ts';
import { loggable } from './log.ts';
import { keepOwner } from './owner.ts';
import { placesAnswer } from './places-answer.ts';
import { noAlarms, tellDrift, tellStandIns } from './reviews.ts';
import { safetyViewOf } from './safety-views.ts';

type Request = RequestOf<EngineMessages, 'report.make'>;
type Made = ResponseOf<EngineMessages, 'report.make'>;

const day = 86_400_000;

/**
 * Gathers what the screens show, makes the report and writes it. What takes a browser and has none is left out and said so.
 *
 * @throws MetropoleError `forecast-no-data`, `forecast-no-model`, `report-failed`, `aborted`
 */
export async function makeReportFiles(engine: Engine, request: Request, context: CallContext): Promise<Made> {
  const words = wording(request.language ?? engine.view.view.language);
  context.progress({ fraction: 0.05, stage: 'report-gathering' });
  const data = await gather(engine, request.asOf, context);
  throwIfAborted(context.signal);
  const folder = request.folder ?? engine.store.folder.reports;
  await mkdir(folder, { recursive: true });
  const files: Made['files'] = [];
  const left: Made['left'] = [];
  for (const format of request.formats) {
    throwIfAborted(context.signal);
    context.progress({ fraction: 0.7, stage: `report-${format}` });
    try {
      const bytes = await contentOf(engine, format, data, words, request.paper);
      const path = join(folder, `${reportFileName(data)}.${format}`);
      await writeFile(`${path}.partial`, bytes);
      await rename(`${path}.partial`, path);
      files.push({ format, path, bytes: bytes.byteLength });
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (error.code !== 'not-available') throw error;
      left.push({ format, code: error.code });
    }
  }
  if (request.folder === null) keepOwner(engine.store.folder.path);
  return { files, left, map: data.map === null ? 'svg' : 'captured' };
}

async function contentOf(
  engine: Engine,
  format: 'html' | 'pdf',
  data: ReportData,
  words: Wording,
  paper: Request['paper'],
): Promise<Uint8Array> {
  if (format === 'html') return Buffer.from(makeReport(data, words, { paper, footerBy: 'page' }), 'utf8');
  const html = makeReport(data, words, { paper, footerBy: 'host' });
  return await engine.options.host.printPdf(html, { paper, footer: reportFooter(data, words) });
}

/** `asOf` stands in for now without moving the windows' clock: the report has forecasts of its own for it. */
async function gather(engine: Engine, asOf: number | null, context: CallContext): Promise<ReportData> {
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
  if (scene === null || clock.now === null || clock.horizonTo === null)
    throw new MetropoleError('forecast-no-data');
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
  const sources = await store.sources.list();
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
    workspace: {
      id: store.workspace.id,
      name: store.workspace.name,
      folder: store.folder.path,
      schemaVersion: store.schemaVersion,
      version: engine.options.version,
      isPractice: store.workspace.isPractice,
    },
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
    sources,
    notices: (
      await Promise.all(
        sources.map(async ({ id }) =>
          (await store.sources.notices(id)).map((notice) => ({ source: id, notice })),
        ),
      )
    ).flat(),
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

/** Expected incidents where their layer is shown and may be used; kept in the trail of who saw what, as on the screen. */
async function incidentsOf(
  { view, expectedIncidents, safetyUse, safetyViews }: Engine,
  targetAt: number,
  context: CallContext,
): Promise<ReportData['incidents']> {
  const isShown = view.view.layers.some(({ id, visible }) => visible && id === 'expected-incidents');
  if (!isShown) return null;
  const map = await expectedIncidents.map({ targetAt, hours: 6, categories: null }, {});
  if (map.state !== 'shown') return null;
  await safetyViews.note(context, safetyViewOf('map', map));
  const { purposes, categories } = await safetyUse.state();
  const used = categories.flatMap(({ isOn, purpose }) => (isOn && purpose !== null ? [purpose] : []));
  return { map, purposes: purposes.filter(({ id }) => used.includes(id)) };
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
