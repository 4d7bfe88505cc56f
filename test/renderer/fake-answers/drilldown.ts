import { float32, time } from '../../../main/common/contract/columns.ts';
import type { EngineMessages } from '../../../main/common/contract/engine-contract.ts';
import type { Drilldown } from '../../../main/common/contract/messages/drilldown.ts';
import type { Handlers } from '../../../main/common/contract/server.ts';
import { MetropoleError } from '../../../main/common/errors.ts';
import { sampleRegimes } from '../../main/report/drilldown-sample.ts';
import type { FakeCity } from '../fake/city.ts';

const minute = 60_000;
const step = 5 * minute;
const horizonSteps = 12;

/**
 * Drill-downs of a generated city. Rows show different states: every third is served by a benchmark, every fifth has
 * no record yet.
 */
export function drilldownAnswers(
  city: FakeCity,
  now: number,
): Pick<Handlers<EngineMessages>, 'drilldown.get'> {
  return {
    'drilldown.get': ({ place, targetAt }) => {
      const row = city.ids.indexOf(place);
      if (row === -1) throw new MetropoleError('place-unknown', { place });
      return drilldown(city, row, now, targetAt);
    },
  };
}

function drilldown(city: FakeCity, row: number, now: number, targetAt: number): Drilldown {
  const asOf = Math.min(now, targetAt);
  const value = (at: number): number => (at <= now ? city.value(row, at) : jam(city, row, now, at));
  const past = steps(asOf - 150 * minute, asOf);
  const ahead = targetAt > now || targetAt === asOf ? steps(asOf + step, asOf + horizonSteps * step) : [];
  const isUsual = targetAt > now + horizonSteps * step;
  const spread = (at: number): number => 3 + ((at - asOf) / (60 * minute)) * 9;
  const shownValue = isUsual ? city.usual(row, targetAt) : value(targetAt);
  const isForecast = targetAt > now && !isUsual;
  const usual = city.usual(row, targetAt);
  const difference = shownValue - usual;
  return {
    place: {
      id: city.ids[row] ?? 0,
      key: `RN-${String(city.ids[row]).padStart(3, '0')}`,
      name: city.names[row] ?? '',
      latitude: finite(city.latitudes[row]),
      longitude: finite(city.longitudes[row]),
      completeness: city.completeness[row] ?? 0,
      sourceFile: 'speed.csv',
    },
    unit: 'mph',
    metric: 'speed',
    asOf,
    targetAt,
    horizonMinutes: (targetAt - asOf) / minute,
    shown: Number.isFinite(shownValue)
      ? {
          state: isUsual ? 'usual' : isForecast ? 'forecast' : 'measured',
          value: shownValue,
          lower: isForecast ? shownValue - spread(targetAt) : null,
          upper: isForecast ? shownValue + 0.8 * spread(targetAt) : null,
          usual,
        }
      : null,
    servedBy: isForecast
      ? {
          model: row % 3 === 0 ? 'traffic.persistence' : 'traffic.ridge-shared',
          version: '1',
          isBenchmark: row % 3 === 0,
          isJudgedBesideNetwork: true,
          isAsShipped: false,
          trainedTo: now - 1440 * minute,
        }
      : null,
    insteadOf: insteadOf(city, row, now, shownValue, isForecast),
    history: {
      rows: past.length,
      columns: {
        at: time(Float64Array.from(past)),
        value: float32(Float32Array.from(past, value)),
        usual: float32(Float32Array.from(past, (at) => city.usual(row, at))),
      },
    },
    benchmark: 'traffic.persistence',
    forecast: {
      rows: ahead.length,
      columns: {
        at: time(Float64Array.from(ahead)),
        mean: float32(Float32Array.from(ahead, value)),
        lower: float32(Float32Array.from(ahead, (at) => value(at) - spread(at))),
        median: float32(Float32Array.from(ahead, value)),
        upper: float32(Float32Array.from(ahead, (at) => value(at) + 0.8 * spread(at))),
        usual: float32(Float32Array.from(ahead, (at) => city.usual(row, at))),
        benchmark: float32(Float32Array.from(ahead, () => value(asOf))),
        model: float32(Float32Array.from(ahead, () => Number.NaN)),
      },
    },
    saidThen: (Number.isFinite(shownValue) ? [60, 30, 15] : []).map((minutesBefore) => ({
      minutesBefore,
      issuedAt: targetAt - minutesBefore * minute,
      value: shownValue + minutesBefore / 6,
      lower: shownValue + minutesBefore / 6 - 7,
      upper: shownValue + minutesBefore / 6 + 8,
      happened: targetAt <= now ? finite(value(targetAt)) : null,
    })),
    trackRecord:
      row % 5 === 4
        ? []
        : [15, 30, 45, 60].map((horizonMinutes) => ({
            horizonMinutes,
            count: 1944,
            meanAbsoluteError: 2.1 + horizonMinutes / 40,
            benchmark: 'traffic.persistence',
            benchmarkMeanAbsoluteError: 2.6 + horizonMinutes / 30,
            pinball: 0.9,
            benchmarkPinball: 1.2,
            coverage: 0.92 - horizonMinutes / 3000,
            regimes: sampleRegimes(horizonMinutes),
          })),
    leftOut: { actions: 0, forecasts: 0 },
    actions: [],
    explanation: isForecast
      ? {
          model: 'traffic.ridge-shared',
          method: 'exact-linear',
          start: usual,
          startKind: 'usual',
          startCount: 24,
          startError: 0.4,
          compared: { count: 24, error: 0.3, isUsed: true },
          neighbours: { silent: 0, of: 2 },
          contributions: [
            { group: 'calendar', value: 0.04 * difference, parts: [] },
            {
              group: 'neighbours',
              value: 0.33 * difference,
              parts: [
                {
                  minutesAgo: null,
                  place: city.ids[(row + 7) % city.count] ?? null,
                  daysAgo: null,
                  value: 0.2 * difference,
                },
                {
                  minutesAgo: null,
                  place: city.ids[(row + 14) % city.count] ?? null,
                  daysAgo: null,
                  value: 0.1 * difference,
                },
              ],
            },
            {
              group: 'own-last-hour',
              value: 0.68 * difference,
              parts: [
                { minutesAgo: 5, place: null, daysAgo: null, value: 0.5 * difference },
                { minutesAgo: 10, place: null, daysAgo: null, value: 0.15 * difference },
              ],
            },
            { group: 'calibration', value: -0.05 * difference, parts: [] },
          ],
          shown: shownValue,
        }
      : null,
    outlook: null,
    inputsMissing: { missing: row % 4 === 0 ? 1 : 0, of: 14, ahead: [] },
  };
}

/** The last hour leads into a jam that grows. */
function jam(city: FakeCity, row: number, now: number, at: number): number {
  return Math.max(6, city.value(row, now) - ((at - now) / (60 * minute)) * (row % 5 === 0 ? 22 : 8));
}

function steps(from: number, to: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** What the model says where every third row shows the benchmark. */
function insteadOf(
  city: FakeCity,
  row: number,
  now: number,
  shownValue: number,
  isForecast: boolean,
): Drilldown['insteadOf'] {
  if (!isForecast || row % 3 !== 0) return null;
  const value = 0.9 * shownValue;
  return {
    model: 'traffic.ridge-shared',
    value,
    lower: value - 6,
    upper: value + 5,
    because: {
      ...{
        benchmark: 'traffic.persistence',
        district: city.names[row] ?? '',
        fromMinutes: 15,
        horizonMinutes: 30,
      },
      ...{
        regime: 'normal',
        since: now - 180 * minute,
        count: 4210,
        difference: 0.31,
        low: 0.12,
        high: 0.52,
      },
    },
  };
}
