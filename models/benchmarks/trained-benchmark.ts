import type { Explanation } from '../explain/explanation.ts';
import { explainLinear } from '../explain/linear.ts';
import { explainByReplacement } from '../explain/replacement.ts';
import type { Situation } from '../explain/situation.ts';
import { storedValidation } from '../evaluation/validation.ts';
import { writeQuantiles, type ResidualBands } from '../intervals/residual-bands.ts';
import {
  levelCount,
  quantileLevels,
  type Forecast,
  type ModelDeclaration,
  type ModelNotice,
  type ModelSetting,
  type PredictOptions,
  type StoredModel,
  type TrainedModel,
  type ValidationScores,
  type WindowForecaster,
} from '../model.ts';
import type { DailyProfile } from '../series/daily-profile.ts';
import { fillWindow, type FilledWindow } from '../series/fill.ts';
import { storedProfile } from '../series/stored-profile.ts';
import { everyPlaceOf, type Window } from '../series/window.ts';
import type { PointModel } from './point-method.ts';

/** Puts the usual where a benchmark had nothing to go by. Gives the number of places that needed it. */
export function fallBack(mean: Float32Array, places: Uint32Array, filled: FilledWindow): number {
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

/** All that a trained benchmark is. */
export interface BenchmarkState {
  readonly declaration: ModelDeclaration;
  readonly setting: ModelSetting;
  readonly places: readonly string[];
  readonly usual: DailyProfile;
  readonly model: PointModel;
  readonly bands: ResidualBands;
  readonly validation: ValidationScores;
}

export class TrainedBenchmark implements TrainedModel {
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

  onWindow(window: Window): WindowForecaster {
    const filled = fillWindow(window, this.usual, this.places);
    return { predict: (places) => Promise.resolve(this.#predict(filled, places)) };
  }

  predict(window: Window, options: PredictOptions = {}): Promise<Forecast> {
    return this.onWindow(window).predict(options.places ?? everyPlaceOf(window));
  }

  explain(
    window: Window,
    place: number,
    step: number,
    situations?: readonly Situation[],
  ): Promise<Explanation> {
    const filled = fillWindow(window, this.usual, this.places);
    const parts = this.#model.parts?.(filled, place, step);
    return parts === undefined || Number.isNaN(parts.atUsual)
      ? explainByReplacement(this, window, place, step, {}, situations)
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

  #predict(filled: FilledWindow, places: Uint32Array): Forecast {
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
    return {
      places,
      horizonSteps,
      levels: quantileLevels,
      mean,
      quantiles,
      imputedSteps: Uint16Array.from(places, (place) => filled.imputedSteps[place] ?? 0),
      notices: fallbacks > 0 ? [...notices, fallback] : notices,
    };
  }
}
