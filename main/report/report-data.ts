import type { MultiPolygon, Polygon } from 'geojson';
import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { Drilldown } from '../common/contract/messages/drilldown.ts';
import type { SafetyPurpose } from '../common/contract/messages/safety-use.ts';
import type { Scenarios } from '../common/contract/messages/scenarios.ts';
import type { Source } from '../common/contract/messages/sources.ts';
import type { Clock, WorkspaceInfo } from '../common/contract/messages/workspace.ts';
import type { Topic } from '../common/metrics.ts';
import type { Notice } from '../common/notices.ts';
import type { Extent, View } from '../common/view.ts';

type Answer<Name extends keyof EngineMessages> = ResponseOf<EngineMessages, Name>;

/** Expected incidents of a period, and who answers for the categories that are not open to all. */
export interface IncidentsOfReport {
  readonly map: Answer<'safety.map'>;
  readonly purposes: readonly SafetyPurpose[];
}

/** What every report rests on. */
export interface ReportGround {
  readonly workspace: WorkspaceInfo;
  readonly view: View;
  readonly createdAt: number;
  readonly targetAt: number;
  readonly sources: readonly Source[];
  /** Of all sources together. */
  readonly notices: readonly { readonly source: number; readonly notice: Notice }[];
  /** Null where the layer is not shown, or nothing may be expected. */
  readonly incidents: IncidentsOfReport | null;
  /** The bundled base map, for the drawn map. */
  readonly land: readonly (Polygon | MultiPolygon)[];
}

/** What a report on incidents alone shows. */
export interface IncidentsReportData extends ReportGround {
  readonly incidents: IncidentsOfReport;
}

/** Everything a report on readings shows: the answers that the screens get, at one target time. Values are in their stored units. */
export interface ReportData extends ReportGround {
  readonly topic: Topic;
  readonly clock: Clock;
  /** The run that the frame shows; null where nothing was forecast. */
  readonly run: {
    readonly model: string;
    readonly modelVersion: string;
    readonly asOf: number;
    readonly createdAt: number;
    readonly kind: 'live' | 'hindcast' | 'scenario';
    /** True where a benchmark is the one shown. */
    readonly isBenchmark: boolean;
    /** Whether a network was among those it was chosen from. */
    readonly isJudgedBesideNetwork: boolean;
    /** Whether its weights are those of the network that came with the console. */
    readonly isAsShipped: boolean;
    readonly trainedFrom: number | null;
    readonly trainedTo: number | null;
  } | null;
  readonly places: Answer<'places.list'>;
  /** A full frame at `targetAt`. */
  readonly frame: Answer<'frame.get'>;
  readonly timeline: Answer<'timeline.get'>;
  /** The places furthest off their usual, furthest first: see `placesToExplain`. */
  readonly drilldowns: readonly Drilldown[];
  /** What would change each of them, in the same order. */
  readonly scenarios: readonly Scenarios[];
  /** Peaks and risks of overload that `run` sees; null in a report on anything but loads. */
  readonly outlook: Answer<'loads.outlook'> | null;
  /** City-wide, all places together. */
  readonly trackRecord: Answer<'forecast.track-record'>;
  /** Accuracy by the published protocol; null where it was not evaluated. */
  readonly accuracy: Answer<'forecast.evaluate'> | null;
  /** The map as the screen draws it, showing exactly `extent`; null where no browser could take it. */
  readonly map: { readonly png: Uint8Array; readonly extent: Extent } | null;
}
