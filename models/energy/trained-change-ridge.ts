import { storedValidation, validationFrom } from '../evaluation/validation.ts';
import type { Explanation } from '../explain/explanation.ts';
import { explainByReplacement } from '../explain/replacement.ts';
import {
  groupOrder,
  levelCount,
  quantileLevels,
  type Forecast,
  type GroupId,
  type ModelDeclaration,
  type PredictOptions,
  type StoredModel,
  type TrainedModel,
  type ValidationScores,
  type WindowForecaster,
} from '../model.ts';
import type { DailyProfile } from '../series/daily-profile.ts';
import { fillWindow } from '../series/fill.ts';
import { profileFrom, storedProfile } from '../series/stored-profile.ts';
import { everyPlaceOf, type Window } from '../series/window.ts';
import { knownAheadKinds, knownAheadNames, type KnownAheadName } from '../../main/common/known-ahead.ts';
import { openStored } from '../stored-model.ts';
import type { FeatureSet } from './change-features.ts';
import { scaleIn, writeForecast, type ChangeWeights } from './change-ridge.ts';
import type { Hours } from './hours.ts';
import { PastInWindow } from './past-in-window.ts';

/** All that a trained ridge on changes is. */
export interface ChangeRidgeState {
  readonly declaration: ModelDeclaration;
  readonly features: FeatureSet;
  readonly hours: Hours;
  readonly places: readonly string[];
  readonly usual: DailyProfile;
  /** No forecast is below it: zero, or the lowest load measured where some were negative. */
  readonly least: number;
  readonly learned: ChangeWeights;
  readonly validation: ValidationScores;
}

const columns = ['scales', 'weights', 'meanOffsets', 'levelOffsets', 'withinHour'] as const;

export class TrainedChangeRidge implements TrainedModel {
  readonly declaration: ModelDeclaration;
  readonly places: readonly string[];
  readonly usual: DailyProfile;
  readonly validation: ValidationScores;
  readonly #state: ChangeRidgeState;

  constructor(state: ChangeRidgeState) {
    this.declaration = withLearned(state.declaration, state.learned.knownAhead);
    this.places = state.places;
    this.usual = state.usual;
    this.validation = state.validation;
    this.#state = state;
  }

  /** What changes of each place of a window are counted in; NaN where nothing tells. */
  scalesOn(past: PastInWindow): Float32Array {
    return Float32Array.from(past.filled.window.places, (_, place) =>
      scaleIn(past, this.#state.learned, place),
    );
  }

  /** The same ridge on windows by the hour. */
  byTheHour(): TrainedChangeRidge {
    const { hours, learned } = this.#state;
    if (hours.stepsPerBlock === 1) return this;
    const withinHour = new Float32Array(learned.withinHour.length);
    return new TrainedChangeRidge({
      ...this.#state,
      hours: { ...hours, stepsPerBlock: 1 },
      learned: { ...learned, withinHour },
    });
  }

  onWindow(window: Window): WindowForecaster {
    const past = new PastInWindow(fillWindow(window, this.usual, this.places), this.#state.hours);
    return { predict: (places) => Promise.resolve(this.#predict(past, places)) };
  }

  predict(window: Window, options: PredictOptions = {}): Promise<Forecast> {
    return this.onWindow(window).predict(options.places ?? everyPlaceOf(window));
  }

  explain(window: Window, place: number, step: number): Promise<Explanation> {
    return explainByReplacement(this, window, place, step);
  }

  store(): StoredModel {
    const { declaration, learned, least } = this.#state;
    const { topic, stepSeconds, horizonSteps } = declaration;
    const usual = storedProfile(this.usual, 'usual');
    const validation = storedValidation(this.validation);
    return {
      id: declaration.id,
      version: declaration.version,
      setting: { topic, stepSeconds, horizonSteps },
      places: this.places,
      numbers: {
        ...usual.numbers,
        ...validation.numbers,
        least,
        ...Object.fromEntries(learned.knownAhead.map((name) => [aheadNumber(name), 1])),
        ...Object.fromEntries(
          learned.knownAhead.map((name, at) => [widthNumber(name), learned.dayWidths[at] ?? 1]),
        ),
      },
      columns: {
        ...usual.columns,
        ...validation.columns,
        ...Object.fromEntries(columns.map((name) => [name, learned[name]])),
      },
    };
  }

  #predict(past: PastInWindow, places: Uint32Array): Forecast {
    const { learned, features, hours, least } = this.#state;
    const { window, imputedSteps } = past.filled;
    const { horizonSteps } = window;
    const mean = new Float32Array(places.length * horizonSteps);
    const quantiles = new Float32Array(mean.length * levelCount);
    places.forEach((place, row) => {
      writeForecast(past, learned, features, hours, place, { mean, quantiles, row });
    });
    const atLeast = (value: number): number => (value < least ? least : value);
    return {
      places,
      horizonSteps,
      levels: quantileLevels,
      mean: mean.map(atLeast),
      quantiles: quantiles.map(atLeast),
      imputedSteps: Uint16Array.from(places, (place) => imputedSteps[place] ?? 0),
      notices: [],
    };
  }
}

/** @throws MetropoleError `forecast-no-model` when the state is of another model, version or grid. */
export function restoreChangeRidge(
  stored: StoredModel,
  declaration: ModelDeclaration,
  features: FeatureSet,
  hours: Hours,
): TrainedChangeRidge {
  const reader = openStored(stored, declaration);
  const column = (name: (typeof columns)[number]): Float32Array =>
    Float32Array.from(reader.columnNamed(name));
  const knownAhead = knownAheadNames.filter((name) => stored.numbers[aheadNumber(name)] === 1);
  return new TrainedChangeRidge({
    declaration,
    features,
    hours,
    places: stored.places,
    usual: profileFrom(reader, 'usual'),
    least: reader.numberNamed('least'),
    learned: {
      scales: column('scales'),
      weights: column('weights'),
      meanOffsets: column('meanOffsets'),
      levelOffsets: column('levelOffsets'),
      withinHour: column('withinHour'),
      knownAhead,
      dayWidths: Float32Array.from(knownAhead, (name) => stored.numbers[widthNumber(name)] ?? 1),
    },
    validation: validationFrom(reader),
  });
}

/** The number in a stored state that says that it learned from something known ahead. */
function aheadNumber(name: KnownAheadName): string {
  return `ahead.${name}`;
}

/** The number in a stored state that says how wide such days are; states stored before there was one have none. */
function widthNumber(name: KnownAheadName): string {
  return `width.${name}`;
}

/** A declaration that says which groups beside its own the model learned from. */
function withLearned(declaration: ModelDeclaration, names: readonly KnownAheadName[]): ModelDeclaration {
  if (names.length === 0) return declaration;
  const groups = new Set<GroupId>([
    ...declaration.groups,
    ...names.map((name) => knownAheadKinds[name].group),
  ]);
  return {
    ...declaration,
    inputs: { ...declaration.inputs, covariates: names.map((name) => ({ name, knownAhead: true })) },
    groups: groupOrder.filter((group) => groups.has(group)),
  };
}
