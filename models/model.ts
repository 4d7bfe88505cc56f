import type { Explanation } from './explain/explanation.ts';
import type { Situation } from './explain/situation.ts';
import type { DailyProfile } from './series/daily-profile.ts';
import type { LinkType, Series } from './series/series.ts';
import type { Window } from './series/window.ts';

export type Topic = 'traffic' | 'energy' | 'safety';

/**
 * Feature groups in the order in which explanations credit them: causes before what they act through. `past-days` are
 * the values at the same time of earlier days.
 */
export const groupOrder = [
  'calendar',
  'holidays',
  'weather',
  'events',
  'incidents',
  'neighbours',
  'past-days',
  'own-last-hour',
] as const;
export type GroupId = (typeof groupOrder)[number];

/** The quantile levels of every forecast, ascending. */
export const quantileLevels = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] as const;
export const levelCount = quantileLevels.length;
/** Position of the median in `quantileLevels`. */
export const medianLevel = 5;

/** What the engine must put into the window. */
export interface DeclaredInputs {
  readonly historySteps: number;
  /** Same-time columns: how many days before the target times. */
  readonly daysBefore: readonly number[];
  /** Names of static attributes of a place: those that a network was trained with, none before. */
  readonly attributes: readonly string[];
  /** The kinds of link set that can serve, best first. Empty: the model looks at no neighbour. */
  readonly links: readonly LinkType[];
  readonly covariates: readonly { readonly name: string; readonly knownAhead: boolean }[];
}

/** What a model is and needs, readable without loading it. */
export interface ModelDeclaration {
  /** Unique over all topics, such as `traffic.persistence`. Its shown name is the wording of `model.<name>`. */
  readonly id: string;
  /** The part of the id after the topic. */
  readonly name: string;
  readonly topic: Topic;
  /** Rises whenever the same data would give other forecasts, or stored states stop being readable. */
  readonly version: string;
  readonly kind: 'benchmark' | 'network';
  /** English name, for logs and model cards. */
  readonly title: string;
  readonly stepSeconds: number;
  readonly horizonSteps: number;
  readonly inputs: DeclaredInputs;
  /** A subset of `groupOrder`, in that order. */
  readonly groups: readonly GroupId[];
  readonly levels: readonly number[];
}

/** The grid a model is made for. */
export interface ModelSetting {
  readonly topic: Topic;
  readonly stepSeconds: number;
  readonly horizonSteps: number;
}

/** Something the reader of a forecast should know. Wording: `notice.<code>`. */
export interface ModelNotice {
  readonly code: 'model-yesterday-instead' | 'model-usual-instead';
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** One forecast for some of the places of a window. */
export interface Forecast {
  /** Positions in the window's `places`, in the order of the arrays. */
  readonly places: Uint32Array;
  readonly horizonSteps: number;
  readonly levels: readonly number[];
  /** `[place, step]`. NaN = no forecast: nothing at all was known of the place. */
  readonly mean: Float32Array;
  /** `[place, step, level]`, never decreasing along the levels. */
  readonly quantiles: Float32Array;
  /** How many steps of the place's history were missing and filled in. `[place]` */
  readonly imputedSteps: Uint16Array;
  readonly notices: readonly ModelNotice[];
}

export interface PredictOptions {
  /** Positions in the window's `places`; all of them when absent. */
  readonly places?: Uint32Array | undefined;
}

export interface FitProgress {
  /** 0 to 1 over the whole fit. */
  readonly fraction: number;
  /** Mean training loss of the epoch just ended, for models that have one. */
  readonly loss?: number | undefined;
  /** Loss on the validation block, for models that have one. */
  readonly validationLoss?: number | undefined;
}

/** A network that was trained elsewhere, for a fit to begin with. */
export interface StartFrom {
  readonly stored: StoredModel;
  /** For so many epochs at most its weights are trained further on the series; 0: they are kept as they are. */
  readonly epochs: number;
}

/** Where a fit keeps how far it has come, so that one that a crash ends can go on. */
export interface Checkpoint {
  /** What the same fit, of the same series and seed, kept before it ended; undefined when it kept nothing. */
  read(): Promise<StoredModel | undefined>;
  write(stored: StoredModel): Promise<void>;
}

export interface FitOptions {
  readonly seed: number;
  /** Models that are fitted in seconds keep nothing. */
  readonly checkpoint?: Checkpoint | undefined;
  /**
   * Left out, a network begins from chance. What is usual, the scale and the corrections of the intervals are those of the series
   * all the same. Models that are no network have nothing to begin with.
   */
  readonly startFrom?: StartFrom | undefined;
  /**
   * Whoever judges the model asks it at this minute of the day alone: it may leave out what other times need, and its own validation.
   */
  readonly onlyAt?: number | undefined;
  /** What a network is given where the series has it, by name; left out: weather, events and incidents. */
  readonly given?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/** A trained model as plain numbers, to be cloned between processes or written to a file (`stored-model.ts`). */
export interface StoredModel {
  readonly id: string;
  readonly version: string;
  readonly setting: ModelSetting;
  readonly places: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly columns: Readonly<Record<string, Float32Array | Float64Array>>;
}

/**
 * How a model did on rolling-origin folds inside its training data, each entry a horizon step. Models trained on the same data
 * were judged on the same origins, so these may be compared. `mae` is of the median, `rmse` of the mean.
 */
export interface ValidationScores {
  readonly origins: number;
  readonly pinball: Float32Array;
  readonly rmse: Float32Array;
  readonly mae: Float32Array;
  /** Share of true values within the 5 to 95 % interval. */
  readonly coverage: Float32Array;
}

/** A model at one window: what concerns the whole window is done once, however often its places are asked for. */
export interface WindowForecaster {
  /** @param places positions in the window's `places` */
  predict(places: Uint32Array): Promise<Forecast>;
}

/** A model that has learned. Holds plain arrays, no tensors: nothing needs to be disposed of. */
export interface TrainedModel {
  readonly declaration: ModelDeclaration;
  /** The places it was trained on; others are served as far as the model can. */
  readonly places: readonly string[];
  /** What each place usually does: where explanations begin. */
  readonly usual: DailyProfile;
  readonly validation: ValidationScores;
  predict(window: Window, options?: PredictOptions): Promise<Forecast>;
  /** To forecast a window part by part. The window must not change meanwhile. */
  onWindow(window: Window): WindowForecaster;
  /**
   * Why `place` (position in the window) gets its mean forecast at horizon step `step` (0 = first). The start value
   * and the contributions add up to that mean. `situations` are real ones that it is compared with; left out, with what is usual.
   * @throws MetropoleError `forecast-no-data` where the place has no forecast.
   */
  explain(
    window: Window,
    place: number,
    step: number,
    situations?: readonly Situation[],
  ): Promise<Explanation>;
  store(): StoredModel;
}

/** How much there is to learn from. */
export interface TrainingSize {
  readonly places: number;
  readonly steps: number;
  /** For how many epochs at most a network is trained further that begins with another; left out, it begins from chance. */
  readonly epochs?: number | undefined;
}

/** A kind of model, ready to be trained or read back. */
export interface Forecaster {
  readonly declaration: ModelDeclaration;
  /** @throws MetropoleError `aborted` · `forecast-no-data` when the series is too short to learn from. */
  fit(series: Series, options: FitOptions): Promise<TrainedModel>;
  /** How long a fit takes at most on the present backend, milliseconds. Left out by models that are fitted in seconds. */
  estimate?(size: TrainingSize): Promise<number>;
  /** @throws MetropoleError `forecast-no-model` when the state is of another model or version. */
  restore(stored: StoredModel): Promise<TrainedModel>;
}

/** How a registry knows a model: makes its forecaster for a grid. */
export interface ModelFactory {
  readonly name: string;
  readonly topics: readonly Topic[];
  create(setting: ModelSetting): Forecaster;
}
