import type { PointMethod, PointModel } from '../benchmarks/point-method.ts';
import { robustRidge } from '../linear/robust-ridge.ts';
import type { ModelSetting } from '../model.ts';
import { pause } from '../pause.ts';
import { hourly, hoursOf, slotOf } from './hours.ts';
import { PastInSeries } from './past-in-series.ts';

const lagDays = [1, 2, 7, 14] as const;
/** The lags and a constant. */
const width = lagDays.length + 1;
const penalty = 1;

/** For each place and hour of the day a plain ridge on the values one, two, seven and fourteen days before, in the mean of the place. */
export const lagRidge: PointMethod = {
  name: 'lag-ridge',
  title: 'Ridge on the same time of earlier days',
  version: '1',
  topics: ['energy'],
  groups: ['past-days'],
  inputs: (setting) => ({
    historySteps: 12 * hoursOf(setting).stepsPerBlock,
    daysBefore: lagDays,
    attributes: [],
    links: [],
    covariates: [],
  }),
  async fit(series, { setting, usual, signal }) {
    const hours = hoursOf(setting);
    const past = new PastInSeries(hourly(series, hours), hours);
    const weights = new Float64Array(series.places.length * hours.blocksPerDay * width);
    for (const [place] of series.places.entries()) {
      await pause(signal);
      const scale = usual.placeMeans[place] ?? NaN;
      past.hoursOfSlot.forEach((slotHours, slot) => {
        const features = new Float64Array(slotHours.length * width);
        const targets = new Float64Array(slotHours.length);
        let count = 0;
        for (const hour of slotHours) {
          const row = [...lagDays.map((days) => past.sameTime(place, hour, days) / scale), 1];
          const target = past.at(place, hour) / scale;
          if (!Number.isFinite(target) || !row.every(Number.isFinite)) continue;
          features.set(row, count * width);
          targets[count++] = target;
        }
        const penalties = new Float64Array(width).fill(penalty / width);
        const fit = robustRidge({ width, features, targets, count }, penalties, 0);
        const own = (place * hours.blocksPerDay + slot) * width;
        weights.set(count === 0 ? fit.weights.fill(NaN) : fit.weights, own);
      });
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

/** `weights` are `[place, block of the day, lag then constant]`, in `scales` of the place. */
function lagRidgeModel(weights: Float64Array, scales: Float64Array, setting: ModelSetting): PointModel {
  const hours = hoursOf(setting);
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
          const base = (trained * hours.blocksPerDay + slot) * width;
          let sum = scale * (weights[base + lagDays.length] ?? NaN);
          lagDays.forEach((days, lag) => {
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
