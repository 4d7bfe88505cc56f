import { storedProfile, profileFrom } from '../series/stored-profile.ts';
import { limit, type Limits } from '../series/limits.ts';
import { storedValidation, validationFrom } from '../evaluation/validation.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { Differentiable } from '../explain/inside/integrated-gradients.ts';
import { explainByReplacement, type ExplainedModel } from '../explain/replacement.ts';
import type { Situation } from '../explain/situation.ts';
import { widen } from '../intervals/adaptive.ts';
import { calibrate, type Calibration } from '../intervals/conformal.ts';
import {
  levelCount,
  medianLevel,
  quantileLevels,
  type Forecast,
  type ModelDeclaration,
  type PredictOptions,
  type StoredModel,
  type TrainedModel,
  type ValidationScores,
  type WindowForecaster,
} from '../model.ts';
import type { DailyProfile } from '../series/daily-profile.ts';
import { fillWindow } from '../series/fill.ts';
import { everyPlaceOf, type Window } from '../series/window.ts';
import { openStored } from '../stored-model.ts';
import { isSilent } from './gaps.ts';
import { habitsOf, type HabitProfiles } from './habits.ts';
import { withGiven } from './given/given.ts';
import { givenOf, storedGiven } from './given/stored-given.ts';
import { linksAway, TrafficFeatures, type Scale } from './inputs.ts';
import type { Weights } from '../training/train.ts';
import { parameterShapes } from './network.ts';
import { runNetwork, type RawForecast } from './run-network.ts';

/** All that a trained network is. */
export interface NetworkState {
  readonly declaration: ModelDeclaration;
  readonly places: readonly string[];
  readonly profiles: HabitProfiles;
  readonly scale: Scale;
  /** What the training data had beside the readings; columns of the network are in this order. */
  readonly given: readonly string[];
  readonly limits: Limits;
  readonly weights: Weights;
  readonly calibration: Calibration;
  /** For places of which nothing was heard in the whole history. */
  readonly silentCalibration: Calibration;
  /** `[place]`: how wide intervals are there, as multiples of what holds for all; empty where it was not learned. */
  readonly placeWidths: Float32Array;
  readonly validation: ValidationScores;
  /** Passes of `batchesPerEpoch` batches the weights were trained for. */
  readonly epochs: number;
}

/**
 * Runs the network on some places of a window: in the unit of the data, not yet calibrated; NaN where nothing is known of a
 * place, and no number where the weights give none.
 */
export async function rawForecast(
  writer: TrafficFeatures,
  places: Uint32Array,
  weights: Weights,
): Promise<RawForecast> {
  const { scale } = writer;
  const { horizonSteps } = writer.filled.window;
  const { width } = writer;
  const features = new Float32Array(places.length * width);
  const known = Array.from(places, (place, row) => writer.write(place, features, row * width));
  const { mean, quantiles } = await runNetwork(weights, features, horizonSteps);
  places.forEach((place, row) => {
    const base = known[row] === true ? writer.lastValue(place) : NaN;
    for (let index = row * horizonSteps; index < (row + 1) * horizonSteps; index++) {
      mean[index] = base + scale.spread * (mean[index] ?? NaN);
    }
    for (
      let index = row * horizonSteps * levelCount;
      index < (row + 1) * horizonSteps * levelCount;
      index++
    ) {
      quantiles[index] = base + scale.spread * (quantiles[index] ?? NaN);
    }
  });
  return { mean, quantiles };
}

export class TrainedNetwork implements TrainedModel {
  readonly declaration: ModelDeclaration;
  readonly places: readonly string[];
  readonly usual: DailyProfile;
  readonly validation: ValidationScores;
  readonly differentiable: Differentiable = {
    describe: (asked, places) => {
      const writer = this.#featuresOf(asked);
      return places.map((one) => {
        const features = new Float32Array(writer.width);
        if (!writer.write(one, features, 0)) return undefined;
        return { base: writer.lastValue(one), features };
      });
    },
    gradient: async (points, at) => {
      const { meanGradient } = await import('./mean-gradient.ts');
      const { weights, scale } = this.#state;
      const slopes = await meanGradient(weights, points, this.declaration.horizonSteps, at);
      return slopes.map((slope) => slope * scale.spread);
    },
  };
  readonly #state: NetworkState;

  constructor(state: NetworkState) {
    this.declaration = withGiven(state.declaration, state.given);
    this.places = state.places;
    this.usual = state.profiles.usual;
    this.validation = state.validation;
    this.#state = state;
  }

  onWindow(window: Window): WindowForecaster {
    const features = this.#featuresOf(window);
    return { predict: (places) => this.#predict(features, places) };
  }

  async predict(window: Window, options: PredictOptions = {}): Promise<Forecast> {
    return await this.onWindow(window).predict(options.places ?? everyPlaceOf(window));
  }

  explain(
    window: Window,
    place: number,
    step: number,
    situations?: readonly Situation[],
  ): Promise<Explanation> {
    const explained: ExplainedModel = { linksAway, differentiable: this.differentiable };
    return explainByReplacement(this, window, place, step, explained, situations);
  }

  store(): StoredModel {
    const { declaration, profiles, scale, limits, calibration, silentCalibration, weights, epochs } =
      this.#state;
    const { placeWidths } = this.#state;
    const usual = storedProfile(profiles.usual, 'usual');
    const byDayType =
      profiles.byDayType === profiles.usual ? undefined : storedProfile(profiles.byDayType, 'dayType');
    const validation = storedValidation(this.validation);
    return {
      id: declaration.id,
      version: declaration.version,
      setting: {
        topic: declaration.topic,
        stepSeconds: declaration.stepSeconds,
        horizonSteps: declaration.horizonSteps,
      },
      places: this.places,
      numbers: {
        ...usual.numbers,
        ...byDayType?.numbers,
        ...validation.numbers,
        ...limits,
        ...storedGiven(this.#state.given),
        epochs,
        scaleMean: scale.mean,
        scaleSpread: scale.spread,
        calibrationLeastWidth: calibration.leastWidth,
      },
      columns: {
        ...usual.columns,
        ...byDayType?.columns,
        ...validation.columns,
        ...Object.fromEntries(weights.map((values, index) => [`weights${index}`, values])),
        calibrationCuts: calibration.cuts,
        calibrationShifts: calibration.shifts,
        silentCalibrationCuts: silentCalibration.cuts,
        silentCalibrationShifts: silentCalibration.shifts,
        placeWidths,
      },
    };
  }

  #featuresOf(window: Window): TrafficFeatures {
    const filled = fillWindow(window, this.usual, this.places);
    const { profiles, scale, given } = this.#state;
    return new TrafficFeatures(filled, habitsOf(filled, profiles), profiles.usual, scale, given);
  }

  async #predict(features: TrafficFeatures, places: Uint32Array): Promise<Forecast> {
    const { weights, limits, placeWidths } = this.#state;
    const { filled } = features;
    const { horizonSteps } = filled.window;
    const { mean, quantiles } = await rawForecast(features, places, weights);
    places.forEach((place, row) => {
      const trained = filled.trained[place] ?? -1;
      const silent = isSilent(filled, place);
      const calibration = silent ? this.#state.silentCalibration : this.#state.calibration;
      // What was learned of a place was learned while it was heard.
      const placeWidth = silent ? 1 : (placeWidths[trained] ?? 1);
      for (let step = 0; step < horizonSteps; step++) {
        const index = row * horizonSteps + step;
        const value = mean[index] ?? NaN;
        if (!Number.isFinite(value)) continue;
        const limited = limit(value, limits);
        mean[index] = limited;
        const levels = index * levelCount;
        calibrate(calibration, this.usual, trained, step, limited, quantiles, levels);
        widen(quantiles.subarray(levels, levels + levelCount), medianLevel, placeWidth);
        for (let at = levels; at < levels + levelCount; at++) {
          const quantile = quantiles[at] ?? NaN;
          if (Number.isFinite(quantile)) quantiles[at] = limit(quantile, limits);
        }
      }
    });
    return {
      places,
      horizonSteps,
      levels: quantileLevels,
      mean,
      quantiles,
      imputedSteps: Uint16Array.from(places, (place) => filled.imputedSteps[place] ?? 0),
      notices: [],
    };
  }
}

/** @throws MetropoleError `forecast-no-model` when the state is of another model, version or shape. */
export function restoreNetwork(stored: StoredModel, declaration: ModelDeclaration): TrainedNetwork {
  const reader = openStored(stored, declaration);
  const column = (name: string): Float32Array => Float32Array.from(reader.columnNamed(name));
  const usual = profileFrom(reader, 'usual');
  const calibrationNamed = (name: string): Calibration => ({
    horizonSteps: declaration.horizonSteps,
    cuts: column(`${name}Cuts`),
    shifts: column(`${name}Shifts`),
    leastWidth: reader.numberNamed('calibrationLeastWidth'),
  });
  return new TrainedNetwork({
    declaration,
    places: stored.places,
    profiles: { usual, byDayType: usual.dayTypes === 2 ? usual : profileFrom(reader, 'dayType') },
    scale: { mean: reader.numberNamed('scaleMean'), spread: reader.numberNamed('scaleSpread') },
    given: givenOf(stored),
    limits: { lower: reader.numberNamed('lower'), upper: reader.numberNamed('upper') },
    weights: parameterShapes(declaration.horizonSteps).map((_, index) => column(`weights${index}`)),
    calibration: calibrationNamed('calibration'),
    silentCalibration: calibrationNamed('silentCalibration'),
    placeWidths: Float32Array.from(stored.columns['placeWidths'] ?? []),
    validation: validationFrom(reader),
    epochs: reader.numberNamed('epochs'),
  });
}
