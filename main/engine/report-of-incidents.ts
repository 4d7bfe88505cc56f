import type { CallContext } from '../common/contract/server.ts';
import { MetropoleError } from '../common/errors.ts';
import type { IncidentsReportData } from '../report/report-data.ts';
import { readLand } from './base-map.ts';
import type { Engine } from './engine.ts';
import { incidentsOf, sourcesOf, workspaceOf } from './report-ground.ts';

/**
 * What a report on expected incidents alone shows.
 * @throws MetropoleError `report-nothing-shown` where their layer is not shown, or nothing may be expected
 */
export async function incidentsOfReport(engine: Engine, context: CallContext): Promise<IncidentsReportData> {
  const { view } = engine.view;
  const incidents = await incidentsOf(engine, view.targetAt, context);
  const period = incidents?.map.period ?? null;
  if (incidents === null || period === null) throw new MetropoleError('report-nothing-shown');
  return {
    ...{ workspace: workspaceOf(engine), view, createdAt: Date.now() },
    targetAt: period.from,
    ...(await sourcesOf(engine)),
    incidents,
    land: await readLand(engine.options.locations.baseMap),
  };
}
