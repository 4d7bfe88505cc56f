import { float32, int32 } from '../common/contract/columns.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Handlers } from '../common/contract/server.ts';
import type { Engine } from './engine.ts';
import { actionHandlers } from './action-handlers.ts';
import { auditIn } from './audit.ts';
import { energyHandlers } from './energy-handlers.ts';
import { modelHandlers } from './model-handlers.ts';
import { makeReportFiles } from './report-files.ts';
import { safetyHandlers } from './safety-handlers.ts';
import { safetyUseHandlers } from './safety-use-handlers.ts';
import { saveDiagnostics } from './diagnostics.ts';
import { recordTestLook } from './test-looks.ts';
import { placesAnswer } from './places-answer.ts';
import { tourOf } from './tour.ts';

/** What the engine answers to each message of the contract. */
export function engineHandlers(engine: Engine): Handlers<EngineMessages> {
  const audit = auditIn(engine.store);
  return {
    ...workspaceHandlers(engine),
    ...sourceHandlers(engine),
    ...mapHandlers(engine),
    ...forecastHandlers(engine),
    ...energyHandlers(engine, audit),
    ...modelHandlers(engine, audit),
    ...actionHandlers(engine, audit),
    ...safetyHandlers(engine, audit),
    ...safetyUseHandlers(engine, audit),
    'report.make': async (body, context) => await makeReportFiles(engine, body, context),
    ...computeHandlers(engine),
    'system.diagnostics': async ({ path }) => await saveDiagnostics(engine, path),
  };
}

function workspaceHandlers(
  engine: Engine,
): Pick<Handlers<EngineMessages>, 'workspace.info' | 'workspace.tour' | 'view.get' | 'view.set'> {
  return {
    'workspace.info': () => ({
      id: engine.store.workspace.id,
      name: engine.store.workspace.name,
      folder: engine.store.folder.path,
      schemaVersion: engine.store.schemaVersion,
      version: engine.options.version,
      isPractice: engine.store.workspace.isPractice,
    }),
    'workspace.tour': async () => ({ tour: await tourOf(engine) }),
    'view.get': async () => ({ view: engine.view.view, clock: await engine.forecasts.clock() }),
    'view.set': async (patch) => {
      const view = engine.view.patch(patch);
      const clock = await engine.forecasts.clock();
      engine.emit('view.changed', { view, clock });
      return { view, clock };
    },
  };
}

function sourceHandlers(
  engine: Engine,
): Pick<
  Handlers<EngineMessages>,
  'import.preview' | 'import.run' | 'sources.list' | 'sources.notices' | 'sources.remove'
> {
  const { store, importer } = engine;
  return {
    'import.preview': async ({ path, mapping }, { signal }) => await importer.preview(path, mapping, signal),
    'import.run': async ({ path, mapping, licence }, context) => {
      const { sourceId, notices } = await importer.importFile(path, mapping, { ...context, licence });
      const source = await store.sources.get(sourceId);
      await auditIn(engine.store)(context, 'import.run', { source: sourceId, file: source.fileName });
      engine.emit('source.added', { source });
      await engine.dataChanged();
      return { source, notices: [...notices] };
    },
    'sources.list': async () => ({ sources: [...(await store.sources.list())] }),
    'sources.notices': async ({ source }) => ({ notices: [...(await store.sources.notices(source))] }),
    'sources.remove': async ({ source }, context) => {
      await store.sources.remove(source);
      await auditIn(engine.store)(context, 'sources.remove', { source });
      engine.emit('source.removed', { source });
      await engine.dataChanged();
      return {};
    },
  };
}

function mapHandlers(
  engine: Engine,
): Pick<
  Handlers<EngineMessages>,
  | 'places.list'
  | 'frame.get'
  | 'timeline.get'
  | 'links.of'
  | 'drilldown.get'
  | 'drilldown.alike'
  | 'drilldown.causes'
  | 'drilldown.reach'
  | 'drilldown.scenarios'
> {
  const { store, forecasts } = engine;
  return {
    'places.list': async (_body, { signal }) => await placesAnswer(store, signal),
    'frame.get': async (body, { clientId }) =>
      await (await forecasts.asked(body.topic)).frame(body, clientId),
    'timeline.get': async (body) => await (await forecasts.asked(body.topic)).timeline(body),
    'links.of': async ({ place }) => {
      const scene = await (await forecasts.at(place)).scene();
      const set = scene?.linkSet ?? null;
      const links = set === null ? null : await store.links.of(set.linkSetId, place);
      return {
        set: set?.name ?? null,
        table: {
          rows: links?.rows ?? 0,
          columns: {
            other: int32(links?.columns.other ?? new Int32Array(0)),
            weight: float32(links?.columns.weight ?? new Float32Array(0)),
            outgoing: int32(links?.columns.outgoing ?? new Int32Array(0)),
          },
        },
      };
    },
    'drilldown.alike': async (body) => await (await forecasts.at(body.place)).drilldowns.alike(body),
    'drilldown.causes': async (body) => await (await forecasts.at(body.place)).drilldowns.causes(body),
    'drilldown.reach': async (body, { signal }) =>
      await (await forecasts.at(body.place)).drilldowns.reach(body, signal),
    'drilldown.scenarios': async (body, { signal }) =>
      await (await forecasts.at(body.place)).drilldowns.scenarios(body, signal),
    'drilldown.get': async (body, { signal }) =>
      await (await forecasts.at(body.place)).drilldowns.get(body, signal),
  };
}

function forecastHandlers(
  engine: Engine,
): Pick<
  Handlers<EngineMessages>,
  | 'forecast.prepare'
  | 'forecast.run'
  | 'forecast.models'
  | 'forecast.track-record'
  | 'forecast.evaluate'
  | 'forecast.replay-intervals'
  | 'explain.evaluate'
  | 'explain.influence'
> {
  const { forecasts } = engine;
  return {
    'forecast.prepare': async (body, context) => {
      const result = await forecasts.prepare(body, context);
      await auditIn(engine.store)(context, 'forecast.prepare', body);
      engine.emit('models.changed', {});
      await engine.tellView();
      return result;
    },
    'forecast.run': async ({ asOf, topic }, { signal }) => ({
      run: await (await forecasts.asked(topic)).run(asOf, 'watched', signal),
    }),
    'forecast.models': async ({ topic }) => await (await forecasts.asked(topic)).models(),
    'forecast.track-record': async ({ topic }) => await (await forecasts.asked(topic)).trackRecord(),
    'forecast.evaluate': async (body, context) => {
      const traffic = forecasts.of('traffic');
      const table = await traffic.evaluate(body, { signal: context.signal, onProgress: context.progress });
      if (body.split === 'test') {
        await recordTestLook(engine.store.folder.models, engine.options.version, table);
        await auditIn(engine.store)(context, 'forecast.evaluate', {
          split: body.split,
          dataHash: table.dataHash,
        });
      }
      return table;
    },
    'explain.evaluate': async ({ topic }, { signal, progress }) =>
      await (await forecasts.asked(topic)).drilldowns.evaluate({ signal, onProgress: progress }),
    'explain.influence': async ({ topic }, { signal, progress }) =>
      await (await forecasts.asked(topic)).drilldowns.influence({ signal, onProgress: progress }),
    'forecast.replay-intervals': async ({ topic }, context) => {
      const care = { signal: context.signal, onProgress: context.progress };
      const replay = await forecasts.of(topic).replayIntervals(care);
      const { dataHash, unit, own, following } = replay;
      await recordTestLook(engine.store.folder.models, engine.options.version, {
        ...{ dataHash, unit, rows: [{ own, following }] },
      });
      await auditIn(engine.store)(context, 'forecast.replay-intervals', { topic, dataHash });
      return replay;
    },
  };
}

function computeHandlers(
  engine: Engine,
): Pick<Handlers<EngineMessages>, 'compute.status' | 'compute.report' | 'compute.examine' | 'compute.force'> {
  const { computeChoice: choice, forecasting } = engine;
  return {
    'compute.status': () => forecasting.state,
    'compute.report': async () => await choice.report(),
    'compute.examine': async (_body, { signal, progress }) => {
      const report = await choice.examineAll({ signal, onProgress: progress });
      engine.tellGivenUp(null);
      return report;
    },
    'compute.force': async ({ backend }, context) => {
      const report = await choice.force(backend);
      await auditIn(engine.store)(context, 'compute.force', { backend });
      engine.tellGivenUp(null);
      void forecasting.ready().catch(() => undefined);
      return report;
    },
  };
}
