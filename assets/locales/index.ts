import enActions from './en/actions.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enNotices from './en/notices.json' with { type: 'json' };
import enImport from './en/import.json' with { type: 'json' };
import enImportDialog from './en/import-dialog.json' with { type: 'json' };
import enShell from './en/shell.json' with { type: 'json' };
import enMap from './en/map.json' with { type: 'json' };
import enTimeline from './en/timeline.json' with { type: 'json' };
import enWorkspace from './en/workspace.json' with { type: 'json' };
import enDrilldown from './en/drilldown.json' with { type: 'json' };
import enCharts from './en/charts.json' with { type: 'json' };
import enReport from './en/report.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enCompute from './en/compute.json' with { type: 'json' };
import enModels from './en/models.json' with { type: 'json' };
import enProgress from './en/progress.json' with { type: 'json' };
import enSafety from './en/safety.json' with { type: 'json' };
import enTour from './en/tour.json' with { type: 'json' };
import zhActions from './zh-CN/actions.json' with { type: 'json' };
import zhErrors from './zh-CN/errors.json' with { type: 'json' };
import zhNotices from './zh-CN/notices.json' with { type: 'json' };
import zhImport from './zh-CN/import.json' with { type: 'json' };
import zhImportDialog from './zh-CN/import-dialog.json' with { type: 'json' };
import zhShell from './zh-CN/shell.json' with { type: 'json' };
import zhMap from './zh-CN/map.json' with { type: 'json' };
import zhTimeline from './zh-CN/timeline.json' with { type: 'json' };
import zhWorkspace from './zh-CN/workspace.json' with { type: 'json' };
import zhDrilldown from './zh-CN/drilldown.json' with { type: 'json' };
import zhCharts from './zh-CN/charts.json' with { type: 'json' };
import zhReport from './zh-CN/report.json' with { type: 'json' };
import zhCli from './zh-CN/cli.json' with { type: 'json' };
import zhCompute from './zh-CN/compute.json' with { type: 'json' };
import zhModels from './zh-CN/models.json' with { type: 'json' };
import zhProgress from './zh-CN/progress.json' with { type: 'json' };
import zhSafety from './zh-CN/safety.json' with { type: 'json' };
import zhTour from './zh-CN/tour.json' with { type: 'json' };

/** Wording by language: flat ICU messages by key. An area is one file per language and one line here for each. */
export const catalogs = {
  en: {
    ...enActions,
    ...enErrors,
    ...enNotices,
    ...enImport,
    ...enImportDialog,
    ...enShell,
    ...enMap,
    ...enTimeline,
    ...enWorkspace,
    ...enDrilldown,
    ...enCharts,
    ...enReport,
    ...enCli,
    ...enCompute,
    ...enModels,
    ...enProgress,
    ...enSafety,
    ...enTour,
  },
  'zh-CN': {
    ...zhActions,
    ...zhErrors,
    ...zhNotices,
    ...zhImport,
    ...zhImportDialog,
    ...zhShell,
    ...zhMap,
    ...zhTimeline,
    ...zhWorkspace,
    ...zhDrilldown,
    ...zhCharts,
    ...zhReport,
    ...zhCli,
    ...zhCompute,
    ...zhModels,
    ...zhProgress,
    ...zhSafety,
    ...zhTour,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
