import type { DeclaredInputs, FitOptions, GroupId, ModelNotice, ModelSetting, Topic } from '../model.ts';
import type { DailyProfile } from '../series/daily-profile.ts';
import type { FilledWindow } from '../series/fill.ts';
import type { Series } from '../series/series.ts';
import type { StoredReader } from '../stored-model.ts';

/** The mean forecast of a benchmark, before fallbacks and intervals are added. */
export interface PointForecast {
  /** `[requested place, horizon step]`, NaN where the benchmark has nothing to go by. */
  readonly mean: Float32Array;
  readonly notices: readonly ModelNotice[];
}

/** A forecast of a linear model taken apart, relative to the usual. See `Explanation` for the meaning of the parts. */
export interface LinearParts {
  /** The model's output when everything is as usual. */
  readonly atUsual: number;
  readonly timeOfDay: number;
  /** `[history step]`: weight times (observed - usual). */
  readonly ownLags: Float64Array;
  readonly neighbours: readonly { readonly place: number; readonly weight: number; readonly value: number }[];
  /** What keeping the forecast within its limits added. */
  readonly limits: number;
}

/** What a benchmark has learned. */
export interface PointModel {
  predict(filled: FilledWindow, places: Uint32Array): PointForecast;
  /** Present where the parts are exact; other benchmarks are explained by replacing groups. */
  parts?(filled: FilledWindow, place: number, step: number): LinearParts;
  readonly numbers: Readonly<Record<string, number>>;
  readonly columns: Readonly<Record<string, Float32Array | Float64Array>>;
}

/** What a stored benchmark is read back from. */
export interface PointState extends StoredReader {
  readonly setting: ModelSetting;
}

export interface PointFitContext extends Pick<FitOptions, 'signal'> {
  readonly setting: ModelSetting;
  readonly inputs: DeclaredInputs;
  readonly usual: DailyProfile;
  /** At most about this many rows (place x origin) are learned from. */
  readonly rowLimit: number;
}

/** A benchmark: one way to get a mean forecast. `benchmark()` makes a full forecaster of it. */
export interface PointMethod {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly groups: readonly GroupId[];
  inputs(setting: ModelSetting): DeclaredInputs;
  fit(series: Series, context: PointFitContext): Promise<PointModel>;
  restore(state: PointState): PointModel;
}

/** The inputs most benchmarks need: an hour of history and nothing else. */
export function ownHistory(historySteps: number): DeclaredInputs {
  return { historySteps, daysBefore: [], attributes: [], links: [], covariates: [] };
}

/** History steps of the models here: twelve, an hour of five-minute data. */
export const historyLength = 12;
