import { validationFrom, validationScores } from '../evaluation/validation.ts';
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
  type Forecaster,
  type ModelDeclaration,
  type ModelFactory,
  type ModelSetting,
  type StoredModel,
  type TrainedModel,
} from '../model.ts';
import { pause } from '../pause.ts';
import { fitDailyProfile, usualOptions, type DailyProfile } from '../series/daily-profile.ts';
import { fillWindow } from '../series/fill.ts';
import { foldOrigins, rollingOriginFolds } from '../series/rolling-origin.ts';
import type { Series } from '../series/series.ts';
import { profileFrom } from '../series/stored-profile.ts';
import { targetsAt, windowAt } from '../series/window.ts';
import { openStored } from '../stored-model.ts';
import type { PointMethod, PointModel } from './point-method.ts';
import { fallBack, TrainedBenchmark } from './trained-benchmark.ts';
import { foldRowLimit, rowLimit } from './training-rows.ts';

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
    const model = this.#method.restore({ ...reader, setting: this.#setting });
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
