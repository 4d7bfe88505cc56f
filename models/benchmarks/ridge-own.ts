import { NormalEquations } from '../linear/normal-equations.ts';
import type { FilledWindow } from '../series/fill.ts';
import { limit, limitsOf, type Limits } from '../series/limits.ts';
import { hasMissing } from '../series/missing.ts';
import {
  historyLength,
  ownHistory,
  type LinearParts,
  type PointMethod,
  type PointModel,
} from './point-method.ts';
import { trainingWindows } from './training-rows.ts';

const penalty = 10;
/** Twice the number of weights: below that, a place gets none of its own. */
const rowsNeeded = 2 * (historyLength + 1);

/**
 * A ridge for each place on its own last twelve values and a constant, all penalised alike, in the unit of the data; kept within the
 * range seen in training. Rows with a missing target are left out.
 */
export const ridgeOwn: PointMethod = {
  name: 'ridge-own',
  title: 'Ridge per place on its own last hour',
  version: '1',
  topics: ['traffic', 'energy', 'safety'],
  groups: ['own-last-hour'],
  inputs: () => ownHistory(historyLength),
  async fit(series, context) {
    const { setting } = context;
    const features = historyLength + 1;
    const equations = series.places.map(() => new NormalEquations(features, setting.horizonSteps));
    const row = new Float64Array(features).fill(1);
    const wanted = new Float64Array(setting.horizonSteps);
    for await (const { filled, targets } of trainingWindows(series, context)) {
      equations.forEach((equation, place) => {
        wanted.set(targets.subarray(place * setting.horizonSteps, (place + 1) * setting.horizonSteps));
        row.set(filled.history.subarray(place * historyLength, (place + 1) * historyLength));
        if (!hasMissing(row) && !hasMissing(wanted)) equation.add(row, wanted);
      });
    }
    const size = features * setting.horizonSteps;
    const weights = new Float64Array(series.places.length * size).fill(NaN);
    equations.forEach((equation, place) => {
      if (equation.rows >= rowsNeeded) weights.set(equation.solve(penalty), place * size);
    });
    return ridgeOwnModel(weights, limitsOf(series), setting.horizonSteps);
  },
  restore: (state) =>
    ridgeOwnModel(
      Float64Array.from(state.columnNamed('weights')),
      { lower: state.numberNamed('lower'), upper: state.numberNamed('upper') },
      state.setting.horizonSteps,
    ),
};

/** `weights` are `[place, lag oldest first then constant, horizon step]`. */
function ridgeOwnModel(weights: Float64Array, limits: Limits, horizonSteps: number): PointModel {
  const size = (historyLength + 1) * horizonSteps;
  const weight = (place: number, feature: number, step: number): number =>
    place < 0 ? NaN : (weights[place * size + feature * horizonSteps + step] ?? NaN);

  const output = (trained: number, lags: Float32Array, step: number): number => {
    let sum = weight(trained, historyLength, step);
    for (let lag = 0; lag < historyLength; lag++) sum += weight(trained, lag, step) * (lags[lag] ?? NaN);
    return sum;
  };

  return {
    numbers: { ...limits },
    columns: { weights },
    predict(filled, places) {
      const mean = new Float32Array(places.length * horizonSteps);
      places.forEach((place, row) => {
        const lags = lagsOf(filled.history, place);
        const trained = filled.trained[place] ?? -1;
        for (let step = 0; step < horizonSteps; step++) {
          mean[row * horizonSteps + step] = limit(output(trained, lags, step), limits);
        }
      });
      return { mean, notices: [] };
    },
    parts(filled: FilledWindow, place: number, step: number): LinearParts {
      const trained = filled.trained[place] ?? -1;
      const lags = lagsOf(filled.history, place);
      const usualLags = lagsOf(filled.usualHistory, place);
      const free = output(trained, lags, step);
      return {
        atUsual: output(trained, usualLags, step),
        timeOfDay: 0,
        ownLags: Float64Array.from(
          lags,
          (value, lag) => weight(trained, lag, step) * (value - (usualLags[lag] ?? NaN)),
        ),
        neighbours: [],
        limits: limit(free, limits) - free,
      };
    },
  };
}

function lagsOf(values: Float32Array, place: number): Float32Array {
  return values.subarray(place * historyLength, (place + 1) * historyLength);
}
