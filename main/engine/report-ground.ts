import type { CallContext } from '../common/contract/server.ts';
import type { WorkspaceInfo } from '../common/contract/messages/workspace.ts';
import type { IncidentsOfReport, ReportGround } from '../report/report-data.ts';
import type { Engine } from './engine.ts';
import { safetyViewOf } from './safety-views.ts';

/** The workspace as a report names it. */
export function workspaceOf({ store, options }: Engine): WorkspaceInfo {
  return {
    id: store.workspace.id,
    name: store.workspace.name,
    folder: store.folder.path,
    schemaVersion: store.schemaVersion,
    version: options.version,
    isPractice: store.workspace.isPractice,
  };
}

/** All sources, and what was found in them. */
export async function sourcesOf({ store }: Engine): Promise<Pick<ReportGround, 'sources' | 'notices'>> {
  const sources = await store.sources.list();
  const notices = await Promise.all(
    sources.map(async ({ id }) =>
      (await store.sources.notices(id)).map((notice) => ({ source: id, notice })),
    ),
  );
  return { sources, notices: notices.flat() };
}

/**
 * Expected incidents where their layer is shown and may be used, by day where their times are too rough for shifts; kept in the trail of who
 * saw what, as on the screen. @param targetAt null: the next period
 */
export async function incidentsOf(
  { view, expectedIncidents, safetyUse, safetyViews }: Engine,
  targetAt: number | null,
  context: CallContext,
): Promise<IncidentsOfReport | null> {
  const isShown = view.view.layers.some(({ id, visible }) => visible && id === 'expected-incidents');
  if (!isShown) return null;
  const asked = { targetAt, categories: null };
  const byShift = await expectedIncidents.map({ ...asked, hours: 6 }, {});
  const map =
    byShift.faults.length === 0 ? byShift : await expectedIncidents.map({ ...asked, hours: 24 }, {});
  if (map.state !== 'shown') return null;
  await safetyViews.note(context, safetyViewOf('map', map));
  const { purposes, categories } = await safetyUse.state();
  const used = categories.flatMap(({ isOn, purpose }) => (isOn && purpose !== null ? [purpose] : []));
  return { map, purposes: purposes.filter(({ id }) => used.includes(id)) };
}
