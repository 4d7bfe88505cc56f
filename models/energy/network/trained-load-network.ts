import type { Explanation } from '../../explain/explanation.ts';
import { explainByReplacement } from '../../explain/replacement.ts';
import {
  levelCount,
  medianLevel,
  type Forecast,
  type ModelDeclaration,
  type PredictOptions,
  type StoredModel,
  type TrainedModel,
  type ValidationScores,
  type WindowForecaster,
} from '../../model.ts';
import type { DailyProfile } from '../../series/daily-profile.ts';
import { everyPlaceOf, type Window } from '../../series/window.ts';
import { openStored } from '../../stored-model.ts';
import type { Weights } from '../../training/train.ts';
import { hoursOf, type Hours } from '../hours.ts';
import {
  restoreChangeRidge,
  type TrainedChangeRidge,
  type ChangeRidgeState,
} from '../trained-change-ridge.ts';
import { hourlyWindow } from './hourly-window.ts';
import { featureCounts, isLinked, linksAway, LoadFeatures, rowWidth } from './inputs.ts';
import { correctionCount, parameterShapes, runNetwork } from './network.ts';

/** The ridge, and the network that corrects what it says. */
export class TrainedLoadNetwork implements TrainedModel {
  readonly declaration: ModelDeclaration;
  readonly places: readonly string[];
  readonly usual: DailyProfile;
  readonly validation: ValidationScores;
  readonly #ridge: TrainedChangeRidge;
  readonly #byTheHour: TrainedChangeRidge;
  readonly #weights: Weights;
  readonly #epochs: number;
  readonly #hours: Hours;
  readonly #least: number;

  /** @param ridge under the declaration of the network, with its validation · @param epochs that the weights were trained for */
  constructor(
    ridge: TrainedChangeRidge,
    { least }: Pick<ChangeRidgeState, 'least'>,
    weights: Weights,
    epochs: number,
  ) {
    this.declaration = ridge.declaration;
    this.places = ridge.places;
    this.usual = ridge.usual;
    this.validation = ridge.validation;
    this.#ridge = ridge;
    this.#byTheHour = ridge.byTheHour();
    this.#weights = weights;
    this.#epochs = epochs;
    this.#hours = hoursOf(ridge.declaration);
    this.#least = least;
  }

  onWindow(window: Window): WindowForecaster {
    const ridge = this.#ridge.onWindow(window);
    let features: Promise<LoadFeatures> | undefined;
    return {
      predict: async (places) => {
        features ??= LoadFeatures.of(hourlyWindow(window, this.#hours), this.#byTheHour, this.#hours);
        return await this.#corrected(await ridge.predict(places), await features);
      },
    };
  }

  async predict(window: Window, options: PredictOptions = {}): Promise<Forecast> {
    return await this.onWindow(window).predict(options.places ?? everyPlaceOf(window));
  }

  explain(window: Window, place: number, step: number): Promise<Explanation> {
    return explainByReplacement(this, window, place, step, isLinked(window) ? { linksAway } : {});
  }

  store(): StoredModel {
    const stored = this.#ridge.store();
    return {
      ...stored,
      numbers: { ...stored.numbers, epochs: this.#epochs },
      columns: {
        ...stored.columns,
        ...Object.fromEntries(this.#weights.map((values, index) => [nameOf(index), values])),
      },
    };
  }

  async #corrected(forecast: Forecast, features: LoadFeatures): Promise<Forecast> {
    const { places, horizonSteps } = forecast;
    const counts = featureCounts(this.#hours);
    const width = rowWidth(counts);
    const rows = new Float32Array(places.length * width);
    places.forEach((place, row) => {
      features.write(place, rows, row * width);
    });
    if (places.length === 0) return forecast;
    const corrections = await runNetwork(this.#weights, rows, places.length, counts);
    const mean = forecast.mean.slice();
    const quantiles = forecast.quantiles.slice();
    const atLeast = (value: number): number => (value < this.#least ? this.#least : value);
    places.forEach((place, row) => {
      const scale = features.scales[place] ?? NaN;
      for (let step = 0; step < horizonSteps; step++) {
        const hour = Math.floor(step / this.#hours.stepsPerBlock);
        const from = (row * counts.hours + hour) * correctionCount;
        const correction = (index: number): number => corrections[from + index] ?? NaN;
        const at = row * horizonSteps + step;
        const levels = at * levelCount;
        mean[at] = atLeast((forecast.mean[at] ?? NaN) + scale * correction(0));
        const said = (level: number): number => forecast.quantiles[levels + level] ?? NaN;
        const gap = (index: number): number =>
          (said(index + 1) - said(index)) * Math.exp(correction(2 + index));
        const median = said(medianLevel) + scale * correction(1);
        let value = median;
        quantiles[levels + medianLevel] = atLeast(median);
        for (let level = medianLevel + 1; level < levelCount; level++) {
          value += gap(level - 1);
          quantiles[levels + level] = atLeast(value);
        }
        value = median;
        for (let level = medianLevel - 1; level >= 0; level--) {
          value -= gap(level);
          quantiles[levels + level] = atLeast(value);
        }
      }
    });
    return { ...forecast, mean, quantiles };
  }
}

/**
 * The weights in a stored state.
 * @throws MetropoleError `forecast-no-model` when the state is of another model, version or grid
 */
export function weightsIn(stored: StoredModel, declaration: ModelDeclaration): Weights {
  const reader = openStored(stored, declaration);
  return parameterShapes(featureCounts(hoursOf(declaration))).map((_, index) =>
    Float32Array.from(reader.columnNamed(nameOf(index))),
  );
}

/** @throws MetropoleError `forecast-no-model` when the state is of another model, version or grid. */
export function restoreLoadNetwork(stored: StoredModel, declaration: ModelDeclaration): TrainedLoadNetwork {
  const ridge = restoreChangeRidge(stored, declaration, 'rich', hoursOf(declaration));
  const reader = openStored(stored, declaration);
  return new TrainedLoadNetwork(
    ridge,
    { least: reader.numberNamed('least') },
    weightsIn(stored, declaration),
    reader.numberNamed('epochs'),
  );
}

function nameOf(index: number): string {
  return `network${index}`;
}
