import type { CallOptions } from '../common/contract/client.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { LinkType } from '../common/contract/messages/sources.ts';
import type { MetricId, Topic, Unit } from '../common/metrics.ts';

/** What the forecast service needs of the store. Instants are epoch milliseconds; missing numbers are NaN. */
export interface ForecastStore {
  readonly folder: { readonly models: string };
  readonly series: {
    metrics(): Promise<readonly MetricId[]>;
    list(metric: MetricId): Promise<readonly SeriesRow[]>;
    span(metric: MetricId | null): Promise<DataSpan | null>;
  };
  readonly readings: {
    matrix(request: {
      readonly metric: MetricId;
      readonly from: number;
      readonly to: number;
      readonly stepSeconds: number;
      readonly asOf: number | null;
    }): Promise<ReadingsMatrix>;
  };
  readonly places: { list(): Promise<PlaceList> };
  readonly links: {
    list(): Promise<readonly LinkSetRow[]>;
    rows(set: LinkSetRow, placeIds: Int32Array): Promise<LinkRows>;
    of(
      linkSetId: number,
      placeId: number,
    ): Promise<{
      readonly rows: number;
      readonly columns: {
        readonly other: Int32Array;
        readonly weight: Float32Array;
        readonly outgoing: Int32Array;
      };
    }>;
  };
  readonly sources: {
    list(): Promise<
      readonly {
        readonly id: number;
        readonly sha256: string;
        readonly format: string;
        readonly mapping: { readonly zone?: string | undefined };
      }[]
    >;
  };
  readonly usual: {
    replace(columns: UsualColumns): Promise<void>;
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
      };
    }>;
  };
  readonly models: {
    insert(models: readonly ModelRow[]): Promise<void>;
    list(topic: Topic): Promise<readonly ModelRow[]>;
    clear(topic: Topic): Promise<void>;
  };
  readonly runs: {
    insert(runs: readonly NewRun[], signal?: AbortSignal): Promise<readonly number[]>;
    latest(topic: Topic, asOf: number | null, kinds?: readonly RunKind[]): Promise<RunRow | undefined>;
    get(runId: number): Promise<RunRow | undefined>;
    deleteHindcasts(topic: Topic): Promise<void>;
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
  readonly scores: {
    byHorizon(request: {
      readonly topic: Topic;
      readonly kinds: readonly RunKind[];
      readonly series: readonly number[] | null;
      readonly modelId: string;
      readonly modelVersion: string;
      readonly benchmarkId: string;
      readonly from: number | null;
      readonly to: number | null;
    }): Promise<ScoreTable>;
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

export type RunKind = 'live' | 'hindcast' | 'scenario';

export interface SeriesRow {
  readonly seriesId: number;
  readonly placeId: number;
  readonly unit: Unit;
}

export interface DataSpan {
  readonly from: number;
  /** End of the last interval. */
  readonly to: number;
  readonly stepSeconds: number;
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
}

export interface LinkSetRow {
  readonly linkSetId: number;
  readonly name: string;
  readonly type: LinkType;
  readonly sourceId: number;
  readonly links: number;
}

export interface LinkRows {
  readonly type: LinkType;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float32Array;
}

export interface UsualColumns {
  readonly series: Int32Array;
  readonly dayKind: readonly ('every' | 'weekday' | 'weekend')[];
  readonly minuteOfDay: Int32Array;
  readonly value: Float32Array;
  readonly count: Int32Array;
}

export interface ModelRow {
  readonly modelId: string;
  readonly version: string;
  readonly topic: Topic;
  readonly isBenchmark: boolean;
  readonly stateFile: string;
  readonly dataHash: string;
  readonly trainedFrom: number;
  readonly trainedTo: number;
  readonly seed: number | null;
  readonly validationPinball: number | null;
  readonly isShown: boolean;
  readonly createdAt: number;
}

export interface RunRow {
  readonly runId: number;
  readonly kind: RunKind;
  readonly topic: Topic;
  readonly asOf: number;
  readonly createdAt: number;
  readonly modelId: string;
  readonly modelVersion: string;
  readonly benchmarkId: string;
  readonly steps: number;
  readonly stepSeconds: number;
  readonly places: number;
  readonly milliseconds: number;
}

export interface NewRun {
  readonly run: Omit<RunRow, 'runId'>;
  readonly forecasts: {
    readonly series: Int32Array;
    /** 1 is the first step after the as-of. */
    readonly step: Int32Array;
    /** Start of the interval that is forecast. */
    readonly targetAt: Float64Array;
    readonly servedBy: string | readonly string[];
    readonly mean: Float32Array;
    readonly quantiles: Float32Array;
    readonly benchmark: Float32Array;
    readonly benchmarkLower: Float32Array;
    readonly benchmarkUpper: Float32Array;
    readonly usual: Float32Array;
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
    readonly benchmark: Float32Array;
    readonly usual: Float32Array;
  };
}

export interface ScoreTable {
  readonly rows: number;
  readonly columns: {
    readonly step: Int32Array;
    readonly horizonMinutes: Float64Array;
    readonly count: Int32Array;
    readonly meanAbsoluteError: Float64Array;
    readonly coverage: Float64Array;
    readonly pinballThree: Float64Array;
    readonly benchmarkMeanAbsoluteError: Float64Array;
    readonly benchmarkPinballThree: Float64Array;
  };
}
