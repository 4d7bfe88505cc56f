import { civilDateOf } from '../calendar/civil-days.ts';
import { dayMilliseconds, minuteMilliseconds } from '../calendar/span.ts';
import { logNormal } from '../draws.ts';
import { streamOf } from '../random.ts';
import { type Cause, type Feeder } from '../words.ts';
import { type CityLoad, stepMilliseconds } from './city-load.ts';
import { type Outage } from './outage.ts';

/**
 * Failures a year that have no cause in the data. Europe's customers have between a few tenths of an interruption and some a year
 * (CEER, benchmarking reports on the continuity of supply).
 */
const failuresAYear = 0.7;
const stepsAYear = 365.25 * 96;
/** Failures an hour at a tenth over the rating, growing with the square. */
const failuresByOverload = 0.07;
/** Conductors and transformers warm up for hours: quarter hours after which a load is felt to 1 - 1/e. */
const thermalSteps = 8;
/** Failures an hour of one feeder when the wind passes this speed, and the m/s over which that grows e-fold. */
const [strongWind, failuresByWind, windGrowth] = [11, 0.0012, 2.2];

/**
 * Outages of one feeder: at most one a day, where the day's failure rate, summed over its quarter hours, passes a number drawn
 * for that feeder and day. So a day without heat or wind has the same outage later, or none.
 *
 * @param load what it would carry without outages, kW every 15 minutes
 */
export function outagesOf(
  seed: number,
  feeder: Feeder,
  index: number,
  load: Float64Array,
  city: CityLoad,
): readonly Outage[] {
  const outages: Outage[] = [];
  let warmth = load[0] ?? 0;
  let today = Number.NaN;
  let left = Number.POSITIVE_INFINITY;
  let darkUntil = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < city.steps; step++) {
    const at = city.start + step * stepMilliseconds;
    const day = Math.floor(at / dayMilliseconds);
    if (day !== today) {
      today = day;
      left = -Math.log(1 - streamOf(seed, 'energy', 'failure', feeder.key, day).next());
    }
    warmth += ((load[step] ?? 0) - warmth) / thermalSteps;
    if (at < darkUntil) continue;
    left -= failureRate(warmth / feeder.ratingKw, city.wind[step] ?? 0);
    if (left > 0) continue;
    left = Number.POSITIVE_INFINITY;
    const outage = drawn(seed, feeder, index, at);
    darkUntil = outage.cause.endsAt + dayMilliseconds / 4;
    outages.push({ ...outage, cause: { ...outage.cause, size: lostKw(outage, load, city) } });
  }
  return outages;
}

/** Expected failures in a quarter hour. */
function failureRate(loading: number, wind: number): number {
  const overload = Math.max(0, loading - 1) / 0.1;
  const byWind = wind > strongWind ? failuresByWind * Math.exp((wind - strongWind) / windGrowth) : 0;
  return failuresAYear / stepsAYear + (failuresByOverload * overload ** 2 + byWind) / 4;
}

/** How long, how much of the feeder, what its meter says and who hears of it. */
function drawn(seed: number, feeder: Feeder, index: number, step: number): Outage {
  const date = civilDateOf(step).toString();
  const random = streamOf(seed, 'energy', 'outage', feeder.key, date);
  const startsAt = step + random.below(15) * minuteMilliseconds;
  const minutes = Math.max(6, Math.min(480, logNormal(random, 62, 0.75)));
  const share = random.next() < 0.7 ? 1 : 0.3 + 0.5 * random.next();
  const meter = share === 1 && random.next() < 0.4 ? 'silent' : 'on';
  const late = random.next();
  const minutesLate = late < 0.7 ? 1 + 3 * random.next() : 12 + 50 * random.next();
  const cause: Cause = {
    key: `outage-${feeder.key}-${date}`,
    kind: 'outage',
    startsAt,
    endsAt: startsAt + Math.round(minutes) * minuteMilliseconds,
    at: { kind: 'feeder', feeder: index },
    size: 0,
    reportedAt: late < 0.92 ? startsAt + Math.round(minutesLate) * minuteMilliseconds : null,
    decoy: null,
  };
  return { cause, share, meter };
}

/** Mean kW that are not delivered while it lasts. */
function lostKw({ cause, share }: Outage, load: Float64Array, city: CityLoad): number {
  const first = Math.floor((cause.startsAt - city.start) / stepMilliseconds);
  const end = Math.min(city.steps, Math.ceil((cause.endsAt - city.start) / stepMilliseconds));
  let sum = 0;
  for (let step = first; step < end; step++) sum += load[step] ?? 0;
  return Math.round((share * sum) / Math.max(1, end - first));
}
