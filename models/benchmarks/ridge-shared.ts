import { NormalEquations } from '../linear/normal-equations.ts';
import { fitDailyProfile, profileAlong, type DailyProfile } from '../series/daily-profile.ts';
import type { FilledWindow } from '../series/fill.ts';
import { limit, limitsOf, type Limits } from '../series/limits.ts';
import { hasMissing } from '../series/missing.ts';
import { profileFrom, storedProfile } from '../series/stored-profile.ts';
import { neighbourMeans, neighbourShares } from '../series/neighbours.ts';
import {
  historyLength,
  ownHistory,
  type LinearParts,
  type PointMethod,
  type PointModel,
} from './point-method.ts';
import { trainingWindows } from './training-rows.ts';

const penalty = 10;
const own = 0;
const neighbours = historyLength;
/** The time-of-day means: of the last measured step, then of each horizon step. */
const timeOfDay = 2 * historyLength;

/** Own lags, neighbour lags, time-of-day means at the last step and at all target steps, constant. */
const featureCount = (horizonSteps: number): number => timeOfDay + 1 + horizonSteps + 1;

/**
 * One ridge for all places on: own last twelve values; the neighbours' weighted mean at those times (the place itself
 * left out, weights adding up to one; zero for a place without neighbours); the place's mean at this time of day over all
 * training days, not smoothed, for the last measured step and every target step; a constant. All are penalised alike, in
 * the unit of the data. Kept within the range seen in training. Rows with a missing target are left out.
 */
export const ridgeShared: PointMethod = {
  name: 'ridge-shared',
  title: 'Ridge shared by all places, with neighbours and time of day',
  version: '1',
  topics: ['traffic', 'energy', 'safety'],
  groups: ['calendar', 'neighbours', 'own-last-hour'],
  inputs: () => ({ ...ownHistory(historyLength), links: ['adjacency', 'similarity', 'road', 'feeder-tree'] }),
  async fit(series, context) {
    const { setting } = context;
    const profile = fitDailyProfile(series, { halfWidthMinutes: 0, splitDayTypes: false });
    const equations = new NormalEquations(featureCount(setting.horizonSteps), setting.horizonSteps);
    const row = new Float64Array(featureCount(setting.horizonSteps));
    const wanted = new Float64Array(setting.horizonSteps);
    for await (const { filled, targets } of trainingWindows(series, context)) {
      const features = featuresOf(filled, profile);
      for (let place = 0; place < series.places.length; place++) {
        wanted.set(targets.subarray(place * setting.horizonSteps, (place + 1) * setting.horizonSteps));
        if (hasMissing(wanted)) continue;
        features.write(place, row);
        if (!hasMissing(row)) equations.add(row, wanted);
      }
    }
    return ridgeSharedModel(equations.solve(penalty), profile, limitsOf(series), setting.horizonSteps);
  },
  restore: (state) =>
    ridgeSharedModel(
      Float64Array.from(state.columnNamed('weights')),
      profileFrom(state, 'timeOfDay'),
      { lower: state.numberNamed('lower'), upper: state.numberNamed('upper') },
      state.setting.horizonSteps,
    ),
};

interface Features {
  /** Writes the features of a place into `row`. */
  write(place: number, row: Float64Array): void;
}

function featuresOf(filled: FilledWindow, profile: DailyProfile): Features {
  const { window, trained } = filled;
  const means = neighbourMeans(neighbourShares(window.links), filled.history, historyLength, () => 0);
  const past = profileAlong(profile, trained, window.historyCalendar);
  const ahead = profileAlong(profile, trained, window.horizonCalendar);
  const horizon = window.horizonSteps;
  return {
    write(place, row) {
      row.set(filled.history.subarray(place * historyLength, (place + 1) * historyLength), own);
      row.set(means.subarray(place * historyLength, (place + 1) * historyLength), neighbours);
      const isNew = (trained[place] ?? -1) < 0;
      row[timeOfDay] = (isNew ? filled.usualHistory : past)[(place + 1) * historyLength - 1] ?? NaN;
      row.set(
        (isNew ? filled.usualHorizon : ahead).subarray(place * horizon, (place + 1) * horizon),
        timeOfDay + 1,
      );
      row[timeOfDay + 1 + horizon] = 1;
    },
  };
}

/** The features when everything is as usual: the same writer over the usual. */
function usualFeatures(filled: FilledWindow): Features {
  const { window } = filled;
  const means = neighbourMeans(neighbourShares(window.links), filled.usualHistory, historyLength, () => 0);
  return {
    write(place, row) {
      const lags = filled.usualHistory.subarray(place * historyLength, (place + 1) * historyLength);
      const horizon = window.horizonSteps;
      row.set(lags, own);
      row.set(means.subarray(place * historyLength, (place + 1) * historyLength), neighbours);
      row[timeOfDay] = lags[historyLength - 1] ?? NaN;
      row.set(filled.usualHorizon.subarray(place * horizon, (place + 1) * horizon), timeOfDay + 1);
      row[timeOfDay + 1 + horizon] = 1;
    },
  };
}

/** `weights` are `[feature, horizon step]`. */
function ridgeSharedModel(
  weights: Float64Array,
  profile: DailyProfile,
  limits: Limits,
  horizonSteps: number,
): PointModel {
  const row = new Float64Array(featureCount(horizonSteps));
  const weight = (feature: number, step: number): number => weights[feature * horizonSteps + step] ?? NaN;
  const output = (features: Float64Array, step: number): number => {
    let sum = 0;
    for (let feature = 0; feature < features.length; feature++)
      sum += weight(feature, step) * (features[feature] ?? NaN);
    return sum;
  };
  const featuresKnown = new WeakMap<FilledWindow, Features>();
  const featuresFor = (filled: FilledWindow): Features => {
    const features = featuresKnown.get(filled) ?? featuresOf(filled, profile);
    featuresKnown.set(filled, features);
    return features;
  };

  return {
    numbers: { ...limits, ...storedProfile(profile, 'timeOfDay').numbers },
    columns: { weights, ...storedProfile(profile, 'timeOfDay').columns },
    predict(filled, places) {
      const features = featuresFor(filled);
      const mean = new Float32Array(places.length * horizonSteps);
      places.forEach((place, index) => {
        features.write(place, row);
        for (let step = 0; step < horizonSteps; step++)
          mean[index * horizonSteps + step] = limit(output(row, step), limits);
      });
      return { mean, notices: [] };
    },
    parts(filled, place, step) {
      const real = row.slice();
      featuresFor(filled).write(place, real);
      const usual = row.slice();
      usualFeatures(filled).write(place, usual);
      const apart = (from: number, end: number): Float64Array =>
        Float64Array.from(
          { length: end - from },
          (_, index) =>
            weight(from + index, step) * ((real[from + index] ?? NaN) - (usual[from + index] ?? NaN)),
        );
      const free = output(real, step);
      return {
        atUsual: output(usual, step),
        timeOfDay: apart(timeOfDay, real.length - 1).reduce((sum, value) => sum + value, 0),
        ownLags: apart(own, neighbours),
        neighbours: neighbourParts(filled, place, (lag) => weight(neighbours + lag, step)),
        limits: limit(free, limits) - free,
      };
    },
  };
}

/** Each neighbour's share of the neighbour group: its weight times the sum over lags of weight x (observed - usual). */
function neighbourParts(
  filled: FilledWindow,
  place: number,
  lagWeight: (lag: number) => number,
): LinearParts['neighbours'] {
  const shares = neighbourShares(filled.window.links);
  const parts: { place: number; weight: number; value: number }[] = [];
  for (let index = shares.offsets[place] ?? 0; index < (shares.offsets[place + 1] ?? 0); index++) {
    const neighbour = shares.targets[index] ?? 0;
    const share = shares.weights[index] ?? 0;
    let value = 0;
    for (let lag = 0; lag < historyLength; lag++) {
      const at = neighbour * historyLength + lag;
      value += lagWeight(lag) * ((filled.history[at] ?? NaN) - (filled.usualHistory[at] ?? NaN));
    }
    if (!Number.isNaN(value)) parts.push({ place: neighbour, weight: share, value: share * value });
  }
  const known = parts.reduce((sum, part) => sum + part.weight, 0);
  return parts.map((part) => ({ ...part, weight: part.weight / known, value: part.value / known }));
}
