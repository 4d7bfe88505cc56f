import { float32, time } from '../../../main/common/contract/columns.ts';
import type { Drilldown, TrackRecord } from '../../../main/common/contract/messages/drilldown.ts';

const minute = 60_000;
export const sampleZone = 'America/Los_Angeles';
/** 2012-03-06 16:55 in Los Angeles. */
export const sampleAsOf = Date.UTC(2012, 2, 7, 0, 55);

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const usualAt = (at: number): number => 52 + 8 * Math.sin(at / 9e6);

/** Two hours of readings with a hole of half an hour, and twelve forecast steps that drop to 21. */
export function sampleDrilldown(changes: Partial<Drilldown> = {}): Drilldown {
  const history = range(30)
    .map((step) => sampleAsOf - (30 - step) * 5 * minute)
    .filter((_, step) => step < 8 || step > 13);
  const ahead = range(12).map((step) => sampleAsOf + (step + 1) * 5 * minute);
  const median = ahead.map((_, step) => 55 - 34 * (1 - Math.exp(-(step + 1) / 3)));
  const targetAt = sampleAsOf + 20 * minute;
  return {
    place: {
      id: 42,
      key: '773869',
      name: 'Ring North, km 4.2',
      latitude: 34.15497,
      longitude: -118.31829,
      completeness: 0.987,
      sourceFile: 'speed.csv',
    },
    unit: 'km/h',
    metric: 'speed',
    asOf: sampleAsOf,
    targetAt,
    horizonMinutes: 20,
    shown: { state: 'forecast', value: 30.2, lower: 21.4, upper: 41.9, usual: 57.6 },
    servedBy: {
      model: 'traffic.ridge-shared',
      version: '1',
      isBenchmark: false,
      isJudgedBesideNetwork: true,
      isAsShipped: false,
      trainedTo: sampleAsOf - 24 * 60 * minute,
    },
    insteadOf: null,
    history: {
      rows: history.length,
      columns: {
        at: time(Float64Array.from(history)),
        value: float32(
          Float32Array.from(history, (_, row) => (row === 3 ? Number.NaN : 60 + 3 * Math.sin(row))),
        ),
        usual: float32(Float32Array.from(history, usualAt)),
      },
    },
    benchmark: 'traffic.persistence',
    forecast: {
      rows: ahead.length,
      columns: {
        at: time(Float64Array.from(ahead)),
        mean: float32(Float32Array.from(median)),
        lower: float32(Float32Array.from(median, (value, step) => value - 3 - step)),
        median: float32(Float32Array.from(median)),
        upper: float32(Float32Array.from(median, (value, step) => value + 4 + 1.4 * step)),
        usual: float32(Float32Array.from(ahead, usualAt)),
        benchmark: float32(Float32Array.from(ahead, (_, step) => 57 - step)),
        model: float32(Float32Array.from(ahead, () => Number.NaN)),
      },
    },
    saidThen: [60, 30, 15].map((minutesBefore) => ({
      minutesBefore,
      issuedAt: targetAt - minutesBefore * minute,
      value: 50 - minutesBefore / 10,
      lower: 38,
      upper: 61,
      happened: null,
    })),
    trackRecord: [15, 30, 45, 60].map((horizonMinutes) => ({
      horizonMinutes,
      count: 1944,
      meanAbsoluteError: 2.6 + horizonMinutes / 30,
      benchmark: 'traffic.persistence',
      benchmarkMeanAbsoluteError: 3.1 + horizonMinutes / 25,
      pinball: 0.9,
      benchmarkPinball: 1.2,
      coverage: 0.912,
      regimes: sampleRegimes(horizonMinutes),
    })),
    leftOut: { actions: 0, forecasts: 0 },
    actions: [],
    explanation: {
      model: 'traffic.ridge-shared',
      method: 'exact-linear',
      start: 57.6,
      startKind: 'usual',
      startCount: 24,
      startError: 0.4,
      compared: { count: 24, error: 0.3, isUsed: true },
      neighbours: { silent: 0, of: 2 },
      contributions: [
        {
          group: 'own-last-hour',
          value: -18.4,
          parts: [
            { minutesAgo: 5, place: null, daysAgo: null, value: -11.2 },
            { minutesAgo: 10, place: null, daysAgo: null, value: -4.1 },
          ],
        },
        {
          group: 'neighbours',
          value: -9.5,
          parts: [{ minutesAgo: null, place: 7, daysAgo: null, value: -6.3 }],
        },
        { group: 'calendar', value: -0.3, parts: [] },
        { group: 'calibration', value: 0.8, parts: [] },
      ],
      shown: 30.2,
    },
    outlook: null,
    inputsMissing: { missing: 1, of: 14, ahead: [] },
    ...changes,
  };
}

/** Normal cases in plenty, disturbed ones in which the model does better, and none to speak of at the longest horizon. */
export function sampleRegimes(horizonMinutes: number): TrackRecord['regimes'] {
  const figures = (error: number, benchmarkError: number): TrackRecord['regimes'][number]['figures'] => ({
    meanAbsoluteError: error,
    benchmarkMeanAbsoluteError: benchmarkError,
    pinball: 0.4 * error,
    benchmarkPinball: 0.4 * benchmarkError,
    coverage: 0.9,
  });
  const disturbed = horizonMinutes === 60 ? null : figures(6 + horizonMinutes / 20, 9 + horizonMinutes / 12);
  return [
    { regime: 'normal', count: 1822, figures: figures(1.9 + horizonMinutes / 50, 2 + horizonMinutes / 45) },
    { regime: 'disturbed', count: disturbed === null ? 12 : 122, figures: disturbed },
  ];
}
