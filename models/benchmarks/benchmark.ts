import { explainByReplacement } from '../explain/replacement.ts';
import { explainLinear } from '../explain/linear.ts';
import { storedValidation, validationFrom, validationScores } from '../evaluation/validation.ts';
import type { Explanation } from '../explain/explanation.ts';
import {
  fitResidualBands,
  writeQuantiles,
  type HeldOut,
  type ResidualBands,
} from '../intervals/residual-bands.ts';
import {
  groupOrder,
  levelCount,
  quantileLevels,
  type FitOptions,
  type Forecast,
  type Forecaster,
  type ModelDeclaration,
  type ModelFactory,
  type ModelNotice,
  type ModelSetting,
  type PredictOptions,
  type StoredModel,
  type TrainedModel,
  type ValidationScores,
} from '../model.ts';
import { pause } from '../pause.ts';
import { fitDailyProfile, usualOptions, type DailyProfile } from '../series/daily-profile.ts';
import { fillWindow, type FilledWindow } from '../series/fill.ts';
import { foldOrigins, rollingOriginFolds } from '../series/rolling-origin.ts';
import type { Series } from '../series/series.ts';
import { targetsAt, windowAt, type Window } from '../series/window.ts';
import { openStored } from '../stored-model.ts';
import type { PointMethod, PointModel } from './point-method.ts';
import { foldRowLimit, rowLimit } from './training-rows.ts';
import { profileFrom, storedProfile } from './stored-profile.ts';

/** Makes a full forecaster of a way to get a mean: falls back on the usual, adds intervals and explanations. */
export function benchmark(method: PointMethod): ModelFactory {
  return {
    name: method.name,
    topics: method.topics,
    create: (setting) => new Benchmark(method, setting),
  };
}

function declare(method: PointMethod, setting: ModelSetting): ModelDeclaration {
  return {
    id: `${setting.topic}.${method.name}`,
    name: method.name,
    topic: setting.topic,
    version: method.version,
    kind: 'benchmark',
    title: method.title,
    stepSeconds: setting.stepSeconds,
    horizonSteps: setting.horizonSteps,
    inputs: method.inputs(setting),
    groups: groupOrder.filter((group) => method.groups.includes(group)),
    levels: quantileLevels,
  };
}

class Benchmark implements Forecaster {
  readonly declaration: ModelDeclaration;
  readonly #method: PointMethod;
  readonly #setting: ModelSetting;

  constructor(method: PointMethod, setting: ModelSetting) {
    this.#method = method;
    this.#setting = setting;
    this.declaration = declare(method, setting);
  }

  async fit(series: Series, options: FitOptions): Promise<TrainedModel> {
    const { historySteps } = this.declaration.inputs;
    const folds = rollingOriginFolds(series, historySteps, this.#setting.horizonSteps);
    const heldOut: HeldOut[] = [];
    let done = 0;
    for (const fold of folds) {
      const { model, usual } = await this.#learn(fold.training, foldRowLimit, options.signal);
      heldOut.push(
        ...(await this.#judge(series, fold.training, foldOrigins(fold), model, usual, options.signal)),
      );
      options.onProgress?.({ fraction: ++done / (folds.length + 1) });
    }
    const { model, usual } = await this.#learn(series, rowLimit, options.signal);
    const { horizonSteps } = this.#setting;
    const bands = fitResidualBands(heldOut, usual, horizonSteps);
    const validation = validationScores(
      heldOut.map((forecast) => ({
        ...forecast,
        quantiles: quantilesOf(forecast.mean, bands, usual, horizonSteps),
      })),
      horizonSteps,
    );
    options.onProgress?.({ fraction: 1 });
    return new TrainedBenchmark({
      declaration: this.declaration,
      setting: this.#setting,
      places: series.places,
      usual,
      model,
      bands,
      validation,
    });
  }

  restore(stored: StoredModel): Promise<TrainedModel> {
    const reader = openStored(stored, this.declaration);
    const usual = profileFrom(reader, 'usual');
    const model = this.#method.restore({ ...reader, setting: this.#setting, places: stored.places, usual });
    const column = (name: string): Float32Array => Float32Array.from(reader.columnNamed(name));
    const bands: ResidualBands = {
      horizonSteps: this.#setting.horizonSteps,
      cuts: column('bandCuts'),
      values: column('bandValues'),
      errorSpreads: column('bandErrorSpreads'),
      sharedSpread: reader.numberNamed('bandSharedSpread'),
    };
    return Promise.resolve(
      new TrainedBenchmark({
        declaration: this.declaration,
        setting: this.#setting,
        places: stored.places,
        usual,
        model,
        bands,
        validation: validationFrom(reader),
      }),
    );
  }

  async #learn(
    series: Series,
    rowLimit: number,
    signal: AbortSignal | undefined,
  ): Promise<{ model: PointModel; usual: DailyProfile }> {
    const usual = fitDailyProfile(series, usualOptions);
    const context = { setting: this.#setting, inputs: this.declaration.inputs, usual, rowLimit, signal };
    return { model: await this.#method.fit(series, context), usual };
  }

  async #judge(
    series: Series,
    training: Series,
    origins: readonly number[],
    model: PointModel,
    usual: DailyProfile,
    signal: AbortSignal | undefined,
  ): Promise<HeldOut[]> {
    const shape = { ...this.declaration.inputs, horizonSteps: this.#setting.horizonSteps };
    const everyPlace = Uint32Array.from(series.places, (_, place) => place);
    const heldOut: HeldOut[] = [];
    for (const origin of origins) {
      if (heldOut.length % 32 === 0) await pause(signal);
      const filled = fillWindow(windowAt(series, origin, shape), usual, training.places);
      const { mean } = model.predict(filled, everyPlace);
      fallBack(mean, everyPlace, filled);
      heldOut.push({ mean, truth: targetsAt(series, origin, this.#setting.horizonSteps) });
    }
    return heldOut;
  }
}

/** Puts the usual where a benchmark had nothing to go by. Gives the number of places that needed it. */
function fallBack(mean: Float32Array, places: Uint32Array, filled: FilledWindow): number {
  const { horizonSteps } = filled.window;
  const needed = new Set<number>();
  mean.forEach((value, index) => {
    if (!Number.isNaN(value)) return;
    const place = places[Math.floor(index / horizonSteps)] ?? 0;
    mean[index] = filled.usualHorizon[place * horizonSteps + (index % horizonSteps)] ?? NaN;
    needed.add(place);
  });
  return needed.size;
}

/** Quantiles of held-out forecasts of all training places: `[place, step, level]`. */
function quantilesOf(
  mean: Float32Array,
  bands: ResidualBands,
  usual: DailyProfile,
  horizonSteps: number,
): Float32Array {
  const quantiles = new Float32Array(mean.length * levelCount);
  mean.forEach((value, index) => {
    writeQuantiles(
      bands,
      usual,
      Math.floor(index / horizonSteps),
      index % horizonSteps,
      value,
      quantiles,
      index * levelCount,
    );
  });
  return quantiles;
}

interface BenchmarkState {
  readonly declaration: ModelDeclaration;
  readonly setting: ModelSetting;
  readonly places: readonly string[];
  readonly usual: DailyProfile;
  readonly model: PointModel;
  readonly bands: ResidualBands;
  readonly validation: ValidationScores;
}

class TrainedBenchmark implements TrainedModel {
  readonly declaration: ModelDeclaration;
  readonly places: readonly string[];
  readonly usual: DailyProfile;
  readonly validation: ValidationScores;
  readonly #setting: ModelSetting;
  readonly #model: PointModel;
  readonly #bands: ResidualBands;

  constructor(state: BenchmarkState) {
    this.declaration = state.declaration;
    this.places = state.places;
    this.usual = state.usual;
    this.validation = state.validation;
    this.#setting = state.setting;
    this.#model = state.model;
    this.#bands = state.bands;
  }

  predict(window: Window, options: PredictOptions = {}): Promise<Forecast> {
    const places = options.places ?? Uint32Array.from(window.places, (_, place) => place);
    const filled = fillWindow(window, this.usual, this.places);
    const { mean, notices } = this.#model.predict(filled, places);
    const { horizonSteps } = this.#setting;
    const quantiles = new Float32Array(mean.length * levelCount).fill(NaN);
    let fallbacks = 0;
    places.forEach((place, row) => {
      let fellBack = false;
      for (let step = 0; step < horizonSteps; step++) {
        const index = row * horizonSteps + step;
        if (Number.isNaN(mean[index] ?? NaN)) {
          mean[index] = filled.usualHorizon[place * horizonSteps + step] ?? NaN;
          fellBack = true;
        }
        const value = mean[index] ?? NaN;
        if (Number.isNaN(value)) continue;
        writeQuantiles(
          this.#bands,
          this.usual,
          filled.trained[place] ?? -1,
          step,
          value,
          quantiles,
          index * levelCount,
        );
      }
      if (fellBack) fallbacks++;
    });
    const fallback: ModelNotice = { code: 'model-usual-instead', parameters: { places: fallbacks } };
    return Promise.resolve({
      places,
      horizonSteps,
      levels: quantileLevels,
      mean,
      quantiles,
      imputedSteps: Uint16Array.from(places, (place) => filled.imputedSteps[place] ?? 0),
      notices: fallbacks > 0 ? [...notices, fallback] : notices,
    });
  }

  explain(window: Window, place: number, step: number): Promise<Explanation> {
    const filled = fillWindow(window, this.usual, this.places);
    const parts = this.#model.parts?.(filled, place, step);
    return parts === undefined || Number.isNaN(parts.atUsual)
      ? explainByReplacement(this, window, place, step)
      : Promise.resolve(explainLinear(this.declaration, this.usual, filled, place, step, parts));
  }

  store(): StoredModel {
    const usual = storedProfile(this.usual, 'usual');
    const validation = storedValidation(this.validation);
    return {
      id: this.declaration.id,
      version: this.declaration.version,
      setting: this.#setting,
      places: this.places,
      numbers: {
        ...usual.numbers,
        ...validation.numbers,
        ...this.#model.numbers,
        bandSharedSpread: this.#bands.sharedSpread,
      },
      columns: {
        ...usual.columns,
        ...validation.columns,
        ...this.#model.columns,
        bandCuts: this.#bands.cuts,
        bandValues: this.#bands.values,
        bandErrorSpreads: this.#bands.errorSpreads,
      },
    };
  }
}
