import type { Language, Theme } from '../../main/common/view.ts';
import type { StateName } from './pages/gallery-states.ts';

/** In which theme and language a state is pictured. */
export type Look = readonly [theme: Theme, language: Language];

/** A state of the screen and how it is pictured. */
export interface Entry {
  readonly state: StateName;
  readonly looks: readonly Look[];
  /** Inside of the window, px. */
  readonly size: readonly [width: number, height: number];
  /** 1 is 100 %. */
  readonly zoom: number;
  /** The screen cannot be changed while it is in this state: theme and language are chosen before, for each picture. */
  readonly isBrief: boolean;
}

const every: readonly Look[] = [
  ['dark', 'en'],
  ['dark', 'zh-CN'],
  ['light', 'en'],
  ['light', 'zh-CN'],
  ['low-light', 'en'],
  ['low-light', 'zh-CN'],
];
const two: readonly Look[] = [
  ['dark', 'en'],
  ['light', 'zh-CN'],
];
const usual = [1366, 768] as const;

const entry = (state: StateName, looks: readonly Look[]): Entry => ({
  state,
  looks,
  size: usual,
  zoom: 1,
  isBrief: false,
});
const brief = (state: StateName, looks: readonly Look[]): Entry => ({
  ...entry(state, looks),
  isBrief: true,
});
const sized = (width: number, height: number, zoom = 1): Entry => ({
  state: 'forecast',
  looks: two,
  size: [width, height],
  zoom,
  isBrief: false,
});

/** Everything that is pictured, in the order in which one console goes through it. */
export const gallery: readonly Entry[] = [
  entry('now', every),
  entry('forecast', every),
  sized(1024, 640),
  sized(1920, 1080),
  sized(1366, 768, 1.5),
  entry('past', every),
  entry('action-form', every),
  entry('actions', every),
  entry('beyond', two),
  entry('tour', every),
  entry('speed', two),
  entry('sensor-health', two),
  entry('breaks', two),
  entry('table', every),
  entry('pick-list', two),
  entry('search', two),
  entry('display-menu', two),
  entry('now-menu', two),
  entry('workspace-menu', two),
  entry('sources', two),
  entry('compute', two),
  entry('models', every),
  entry('report', two),
  entry('report-made', two),
  entry('import-practice', two),
  { ...sized(1600, 1000), looks: [...two, ['light', 'en']] },
  brief('map-lost', two),
  entry('map-given-up', two),
  brief('engine-silent', two),
  brief('loading', [['dark', 'en']]),
  entry('empty', two),
  entry('import-empty', two),
  entry('import-preview', every),
  entry('import-missing', two),
  entry('import-refused', two),
  entry('no-readings', two),
  entry('forecast-impossible', two),
  entry('work-failed', two),
  brief('import-progress', [['dark', 'en']]),
  entry('import-result', two),
  entry('no-locations', two),
];
