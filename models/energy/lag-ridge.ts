import type { PointMethod, PointModel } from '../benchmarks/point-method.ts';
import { robustRidge } from '../linear/robust-ridge.ts';
import type { ModelSetting } from '../model.ts';
import { pause } from '../pause.ts';
import { horizonDays, hourly, hoursOf, lastKnownDay, slotOf } from './hours.ts';
import { PastInSeries } from './past-in-series.ts';
import { neededPast } from './past-in-window.ts';

/** The days before that are looked at: the last that is known and the one before it, a week and two weeks. */
const lagsFrom = (lastDay: number): readonly number[] => [lastDay, lastDay + 1, 7, 14];
/** The lags and a constant. */
const width = 5;
const penalty = 1;

/** For each place and hour of the day a plain ridge on the values of the last two days that are known, and seven and fourteen days before, in the mean of the place. */
export const lagRidge: PointMethod = {
  name: 'lag-ridge',
  title: 'Ridge on the same time of earlier days',
  version: '1',
  topics: ['energy'],
  groups: ['past-days'],
  inputs(setting) {
    const hours = hoursOf(setting);
    const { daysBefore } = neededPast('plain', hours);
    const historySteps = 12 * hours.stepsPerBlock;
    return { historySteps, daysBefore, attributes: [], links: [], covariates: [] };
  },
  async fit(series, { setting, usual, signal }) {
    const hours = hoursOf(setting);
    const past = new PastInSeries(hourly(series, hours), hours);
    const days = horizonDays(hours);
    const weights = new Float64Array(series.places.length * days * hours.blocksPerDay * width);
    for (const [place] of series.places.entries()) {
      await pause(signal);
      const scale = usual.placeMeans[place] ?? NaN;
      for (const [cell, slotHours] of Array.from({ length: days }, () => past.hoursOfSlot)
        .flat()
        .entries()) {
        const lags = lagsFrom(1 + Math.floor(cell / hours.blocksPerDay));
        const features = new Float64Array(slotHours.length * width);
        const targets = new Float64Array(slotHours.length);
        let count = 0;
        for (const hour of slotHours) {
          const row = [...lags.map((days) => past.sameTime(place, hour, days) / scale), 1];
          const target = past.at(place, hour) / scale;
          if (!Number.isFinite(target) || !row.every(Number.isFinite)) continue;
          features.set(row, count * width);
          targets[count++] = target;
        }
        const penalties = new Float64Array(width).fill(penalty / width);
        const fit = robustRidge({ width, features, targets, count }, penalties, 0);
        const own = (place * days * hours.blocksPerDay + cell) * width;
        weights.set(count === 0 ? fit.weights.fill(NaN) : fit.weights, own);
      }
    }
    return lagRidgeModel(weights, Float64Array.from(usual.placeMeans), setting);
  },
  restore: (state) =>
    lagRidgeModel(
      Float64Array.from(state.columnNamed('weights')),
      Float64Array.from(state.columnNamed('scales')),
      state.setting,
    ),
};

/** `weights` are `[place, day ahead, block of the day, lag then constant]`, in `scales` of the place. */
function lagRidgeModel(weights: Float64Array, scales: Float64Array, setting: ModelSetting): PointModel {
  const hours = hoursOf(setting);
  const days = horizonDays(hours);
  return {
    numbers: {},
    columns: { weights, scales },
    predict(filled, places) {
      const { horizonSteps, horizonCalendar, sameTime } = filled.window;
      const mean = new Float32Array(places.length * horizonSteps);
      places.forEach((place, row) => {
        const trained = filled.trained[place] ?? -1;
        const scale = trained < 0 ? NaN : (scales[trained] ?? NaN);
        for (let step = 0; step < horizonSteps; step++) {
          const slot = slotOf(horizonCalendar.minuteOfDay[step] ?? 0, hours);
          const lastDay = lastKnownDay(Math.floor(step / hours.stepsPerBlock), hours);
          const cell = (trained * days + lastDay - 1) * hours.blocksPerDay + slot;
          const base = cell * width;
          let sum = scale * (weights[base + width - 1] ?? NaN);
          lagsFrom(lastDay).forEach((days, lag) => {
            const column = sameTime.find(({ daysBefore }) => daysBefore === days);
            sum += (weights[base + lag] ?? NaN) * (column?.values[place * horizonSteps + step] ?? NaN);
          });
          mean[row * horizonSteps + step] = sum;
        }
      });
      return { mean, notices: [] };
    },
  };
}
