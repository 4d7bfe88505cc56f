import type { CallOptions } from '../common/contract/client.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { MetricId, Topic, Unit } from '../common/metrics.ts';
import type { AttributeName } from '../common/place-attributes.ts';
import type { ActionRow } from '../common/rows/actions.ts';
import type { Drift, ErrorBlock } from '../common/rows/drift.ts';
import type { SeriesWidths } from '../common/rows/interval-widths.ts';
import type { Misses, MissRequest } from '../common/rows/misses.ts';
import type { LinkRows, LinkSet } from '../common/rows/links.ts';
import type { LoadOutlookRows, OutlookRun } from '../common/rows/load-outlooks.ts';
import type { Fit, ModelRow } from '../common/rows/models.ts';
import type { DataSpan, MatrixRequest, UsualColumns } from '../common/rows/readings.ts';
import type {
  EventRow,
  HolidayCalendar,
  IncidentRow,
  SurroundingsRequest,
  WeatherValue,
} from '../common/rows/surroundings.ts';
import type { SeriesLosses } from '../common/rows/series-losses.ts';
import type { WeatherMetricId } from '../common/weather.ts';
import type { NewRun, RunKind, RunRow, ScoreRequest } from '../common/rows/runs.ts';
import type { BlockLosses, BlockRequest, Pair, StandIn } from '../common/rows/stand-ins.ts';

export type { DataSpan, LinkRows, LinkSet, ModelRow, NewRun, Pair, RunKind, RunRow, StandIn };

/** What the forecast service needs of the store. Instants are epoch milliseconds; missing numbers are NaN. */
export interface ForecastStore {
  readonly folder: { readonly models: string };
  readonly series: {
    metrics(): Promise<readonly MetricId[]>;
    list(metric: MetricId): Promise<readonly SeriesRow[]>;
    span(metric: MetricId | null): Promise<DataSpan | null>;
  };
  readonly readings: {
    matrix(request: MatrixRequest): Promise<ReadingsMatrix>;
  };
  readonly places: {
    list(): Promise<PlaceList>;
    districts(): Promise<ReadonlyMap<number, string>>;
    attributes(): Promise<
      readonly { readonly placeId: number; readonly name: AttributeName; readonly text: string }[]
    >;
    ratings(): Promise<
      readonly { readonly placeId: number; readonly property: string; readonly text: string }[]
    >;
  };
  readonly links: {
    list(): Promise<readonly LinkSet[]>;
    rows(set: LinkSet, placeIds: Int32Array): Promise<LinkRows>;
  };
  readonly surroundings: {
    kinds(): Promise<{
      readonly weather: boolean;
      readonly incidents: boolean;
      readonly events: boolean;
      readonly holidays: boolean;
    }>;
    weather(
      metrics: readonly WeatherMetricId[],
      request: SurroundingsRequest,
    ): Promise<readonly WeatherValue[]>;
    incidents(request: SurroundingsRequest): Promise<readonly IncidentRow[]>;
    events(request: SurroundingsRequest): Promise<readonly EventRow[]>;
    holidays(): Promise<HolidayCalendar>;
  };
  readonly sources: {
    list(): Promise<
      readonly {
        readonly id: number;
        readonly sha256: string;
        readonly format: string;
        /** Start of the first reading, epoch milliseconds; null where it holds none. */
        readonly from: number | null;
        readonly mapping: { readonly zone?: string | undefined; readonly metric?: MetricId | undefined };
      }[]
    >;
  };
  readonly usual: {
    replace(seriesIds: readonly number[], columns: UsualColumns): Promise<void>;
    at(
      minutes: readonly number[],
      seriesId?: number | null,
    ): Promise<{
      readonly rows: number;
      readonly columns: {
        readonly series: Int32Array;
        readonly dayKind: readonly (string | null)[];
        readonly minuteOfDay: Int32Array;
        readonly value: Float32Array;
        readonly spread: Float32Array;
        readonly count: Int32Array;
      };
    }>;
  };
  readonly models: {
    insert(models: readonly ModelRow[]): Promise<void>;
    list(topic: Topic): Promise<readonly ModelRow[]>;
    update(
      topic: Topic,
      change: (models: readonly ModelRow[]) => readonly ModelRow[],
    ): Promise<{ readonly before: readonly ModelRow[]; readonly after: readonly ModelRow[] }>;
  };
  readonly seriesLosses: {
    replace(losses: SeriesLosses): Promise<void>;
    of(fits: readonly Fit[]): Promise<readonly SeriesLosses[]>;
    deleteUnkept(): Promise<number>;
  };
  readonly runs: {
    insert(runs: readonly NewRun[], signal?: AbortSignal): Promise<readonly number[]>;
    latest(
      topic: Topic,
      asOf: number | null,
      kinds?: readonly RunKind[],
      fit?: Fit,
    ): Promise<RunRow | undefined>;
    seriesWidths(runId: number): Promise<SeriesWidths>;
    hasHindcasts(fit: Fit): Promise<boolean>;
    deleteHindcastsExcept(topic: Topic, kept: readonly Fit[]): Promise<void>;
  };
  readonly forecasts: {
    atTarget(runId: number, targetAt: number): Promise<ForecastTable>;
    ofSeries(runId: number, seriesId: number): Promise<ForecastTable>;
    ofRun(runId: number): Promise<ForecastTable>;
    saidThen(
      seriesId: number,
      targetAt: number,
      asOfs: readonly number[],
      toleranceSeconds: number,
    ): Promise<ForecastTable>;
  };
  readonly loadOutlooks: {
    insert(runId: number, outlook: LoadOutlookRows): Promise<void>;
    latestRun(asOf: number): Promise<OutlookRun | undefined>;
    ofRun(runId: number, placeId?: number | null): Promise<LoadOutlookRows>;
  };
  readonly scores: {
    byHorizon(request: ScoreRequest): Promise<ScoreTable>;
    byBlock(request: BlockRequest): Promise<readonly BlockLosses[]>;
    errorsByBlock(request: BlockRequest): Promise<readonly ErrorBlock[]>;
    misses(request: MissRequest): Promise<Misses>;
    countLeftOut(request: ScoreRequest): Promise<number>;
  };
  readonly actions: { list(): Promise<readonly ActionRow[]> };
  readonly drifts: {
    at(fit: Fit, asOf: number): Promise<readonly Drift[]>;
    add(
      fit: Fit,
      asOf: number,
      find: (holding: readonly Drift[]) => readonly Drift[],
    ): Promise<readonly Drift[]>;
  };
  readonly standIns: {
    at(pair: Pair, asOf: number): Promise<readonly StandIn[]>;
    add(
      pair: Pair,
      asOf: number,
      decide: (holding: readonly StandIn[]) => readonly StandIn[],
    ): Promise<readonly StandIn[]>;
  };
}

/** What the forecast service needs of the compute hosts. */
export interface Compute {
  call<N extends keyof ComputeMessages>(
    name: N,
    body: RequestOf<ComputeMessages, N>,
    options?: CallOptions,
  ): Promise<ResponseOf<ComputeMessages, N>>;
}

export interface SeriesRow {
  readonly seriesId: number;
  readonly placeId: number;
  readonly unit: Unit;
}

export interface ReadingsMatrix {
  readonly seriesIds: Int32Array;
  readonly placeIds: Int32Array;
  /** `[series, step]` */
  readonly values: Float32Array;
}

export interface PlaceList {
  readonly rows: number;
  readonly columns: {
    readonly place: Int32Array;
    readonly key: readonly (string | null)[];
    readonly name: readonly (string | null)[];
    readonly latitude: Float64Array;
    readonly longitude: Float64Array;
    readonly completeness: Float32Array;
    readonly sourceFile: readonly (string | null)[];
  };
  /** Vertices of the places that are lines. */
  readonly vertices: {
    readonly rows: number;
    readonly columns: {
      readonly place: Int32Array;
      readonly longitude: Float64Array;
      readonly latitude: Float64Array;
    };
  };
}

export interface ForecastTable {
  readonly rows: number;
  readonly columns: {
    readonly asOf: Float64Array;
    readonly series: Int32Array;
    readonly step: Int32Array;
    readonly targetAt: Float64Array;
    readonly servedBy: readonly (string | null)[];
    readonly mean: Float32Array;
    readonly lower: Float32Array;
    readonly median: Float32Array;
    readonly upper: Float32Array;
    /** The benchmark beside the model in this row. */
    readonly benchmarkId: readonly (string | null)[];
    readonly benchmark: Float32Array;
    readonly usual: Float32Array;
    readonly isDisturbed: Int32Array;
    readonly modelLower: Float32Array;
    readonly modelMedian: Float32Array;
    readonly modelUpper: Float32Array;
  };
}

export interface ScoreTable {
  readonly rows: number;
  readonly columns: {
    readonly step: Int32Array;
    readonly regime: readonly (string | null)[];
    readonly horizonMinutes: Float64Array;
    readonly count: Int32Array;
    readonly meanAbsoluteError: Float64Array;
    readonly coverage: Float64Array;
    readonly pinball: Float64Array;
    readonly benchmarkMeanAbsoluteError: Float64Array;
    readonly benchmarkPinball: Float64Array;
    /** The one benchmark of all rows; null where they have several. */
    readonly benchmarkId: readonly (string | null)[];
  };
}
