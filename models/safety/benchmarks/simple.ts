import { runningRate, type RateSetting } from './running-rate.ts';

const plain: RateSetting = { halfLifeDays: Infinity, bandwidth: 0, byWeek: false, priorDays: 2 };

/** What each cell had on average so far. */
export const mean = runningRate('mean', 'mean of the cell', [plain]);

/** The same with the city's rhythm of the week laid over it. */
export const meanByWeek = runningRate('mean-by-week', 'mean of the cell, by shift and weekday', [
  { ...plain, byWeek: true },
  { ...plain, byWeek: true, priorDays: 10 },
  { ...plain, byWeek: true, priorDays: 30 },
]);

/** A mean that forgets, half-life chosen. */
export const exponentialMean = runningRate('exponential-mean', 'exponential mean', [
  { ...plain, halfLifeDays: 60, byWeek: true, priorDays: 10 },
  ...[60, 120, 240, 480, 960].flatMap((halfLifeDays) =>
    [2, 10].flatMap((priorDays) =>
      [false, true].map((byWeek) => ({ ...plain, halfLifeDays, byWeek, priorDays })),
    ),
  ),
]);

/** Everything that happened, spread by a Gaussian whose bandwidth is chosen. */
export const kernelDensity = runningRate('kernel-density', 'kernel density', [
  { ...plain, bandwidth: 0.5, byWeek: true },
  ...[0.35, 0.5, 0.7, 1, 1.5].flatMap((bandwidth) =>
    [240, Infinity].flatMap((halfLifeDays) =>
      [false, true].map((byWeek) => ({ ...plain, halfLifeDays, bandwidth, byWeek })),
    ),
  ),
]);
