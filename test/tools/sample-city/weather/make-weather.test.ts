import { describe, expect, it } from 'vitest';
import { makeWeather } from '../../../../tools/sample-city/weather/make-weather.ts';
import { type CauseKind, type Weather, type WeatherHour } from '../../../../tools/sample-city/words.ts';
import { scenarioOf } from '../hand-made-city.ts';
import { correlation, mean } from '../statistics.ts';

const hourMilliseconds = 3_600_000;
const halfYear = scenarioOf({ hourlyDays: 180 });
const weather = makeWeather(halfYear);
const without = (kind: CauseKind): Weather => makeWeather({ ...halfYear, without: new Set([kind]) });

function between(from: number, until: number, of: Weather = weather): readonly WeatherHour[] {
  return of.hours.filter(({ at }) => at >= from && at < until);
}

describe('the weather', () => {
  it('has every hour from the first to 48 hours after the end', () => {
    expect(weather.hours[0]?.at).toBe(Date.UTC(2025, 11, 20, 16));
    for (const [index, { at }] of weather.hours.entries())
      expect(at).toBe((weather.hours[0]?.at ?? 0) + index * hourMilliseconds);
    expect(weather.hours.at(-1)?.at).toBe(Date.UTC(2026, 5, 20, 16));
  });

  it('is the same in an hour whichever hours are asked for', () => {
    const short = makeWeather(scenarioOf({ hourlyDays: 3 }));
    const same = between(short.hours[0]?.at ?? 0, Number.POSITIVE_INFINITY);
    for (const [index, hour] of short.hours.entries()) {
      expect(hour.temperatureCelsius).toBeCloseTo(same[index]?.temperatureCelsius ?? Number.NaN, 0);
      expect(hour.rainMillimetres).toBe(same[index]?.rainMillimetres);
    }
  });

  it('has the days of its latitude: long and bright in June, short and dim in December', () => {
    const light = (date: number): number =>
      between(date, date + 24 * hourMilliseconds).reduce((sum, { darkness }) => sum + 1 - darkness, 0);
    const brightest = (date: number): number =>
      Math.max(
        ...between(date, date + 10 * 24 * hourMilliseconds).map(
          ({ irradianceWattsPerSquareMetre }) => irradianceWattsPerSquareMetre,
        ),
      );
    expect(light(Date.UTC(2026, 5, 10))).toBeGreaterThan(15.2);
    expect(light(Date.UTC(2025, 11, 25))).toBeLessThan(10);
    expect(brightest(Date.UTC(2026, 5, 7))).toBeGreaterThan(850);
    expect(brightest(Date.UTC(2025, 11, 21))).toBeLessThan(450);
    for (const hour of weather.hours)
      if (hour.darkness > 0.9) expect(hour.irradianceWattsPerSquareMetre).toBe(0);
  });

  it('is warmest in the afternoon and in summer, and one day is like the next', () => {
    const byHour = (hour: number): number =>
      mean(
        weather.hours
          .filter(({ at }) => new Date(at).getUTCHours() === hour)
          .map(({ temperatureCelsius }) => temperatureCelsius),
      );
    const hours = Array.from({ length: 24 }, (_, hour) => byHour(hour));
    expect([13, 14, 15, 16]).toContain(hours.indexOf(Math.max(...hours)));
    expect([4, 5, 6, 7]).toContain(hours.indexOf(Math.min(...hours)));
    const noons = weather.hours
      .filter(({ at }) => new Date(at).getUTCHours() === 12 && at < Date.UTC(2026, 2, 1))
      .map(({ temperatureCelsius }) => temperatureCelsius);
    expect(correlation(noons.slice(1), noons.slice(0, -1))).toBeGreaterThan(0.45);
  });

  it('rains in spells, now and then heavily', () => {
    const rain = weather.hours.map(({ rainMillimetres }) => rainMillimetres);
    const wet = rain.filter((millimetres) => millimetres > 0).sort((left, right) => left - right);
    const wetShare = wet.length / rain.length;
    expect(wetShare).toBeGreaterThan(0.04);
    expect(wetShare).toBeLessThan(0.14);
    const afterWet = rain.slice(1).filter((_, index) => (rain[index] ?? 0) > 0);
    expect(afterWet.filter((millimetres) => millimetres > 0).length / afterWet.length).toBeGreaterThan(
      5 * wetShare,
    );
    const heaviest = wet.slice(Math.floor(0.9 * wet.length));
    expect(mean(heaviest) / mean(wet)).toBeGreaterThan(2.5);
  });

  it('lets the rain of the story begin in the hour of 15:40 and pour in the next', () => {
    const [before, first, second] = between(Date.UTC(2026, 5, 18, 13), Date.UTC(2026, 5, 18, 16));
    expect(before?.rainMillimetres).toBe(0);
    expect(first?.rainMillimetres).toBeGreaterThan(0.1);
    expect(first?.rainMillimetres).toBeLessThan(2);
    expect(second?.rainMillimetres).toBeGreaterThan(3);
    const earlier = between(Date.UTC(2026, 5, 18), Date.UTC(2026, 5, 18, 14));
    expect(earlier.every(({ rainMillimetres }) => rainMillimetres === 0)).toBe(true);
  });
});

describe('weather without something', () => {
  it('is as it was but for rain', () => {
    const dry = without('rain');
    for (const [index, hour] of dry.hours.entries()) {
      const wet = weather.hours[index];
      expect(hour).toEqual({ ...wet, rainMillimetres: 0, visibilityMetres: hour.visibilityMetres });
      expect(hour.visibilityMetres).toBeGreaterThanOrEqual(wet?.visibilityMetres ?? 0);
    }
    for (const { hours } of dry.forecasts)
      expect(hours.every(({ rainMillimetres }) => rainMillimetres === 0)).toBe(true);
  });

  it('is as it was but for fog', () => {
    const clear = without('fog');
    const foggy = weather.hours.filter(({ visibilityMetres }) => visibilityMetres < 1_000).length;
    expect(foggy).toBeGreaterThan(20);
    for (const [index, hour] of clear.hours.entries()) {
      expect(hour.visibilityMetres).toBeGreaterThanOrEqual(1_000);
      expect(hour).toEqual({ ...weather.hours[index], visibilityMetres: hour.visibilityMetres });
    }
  });

  it('is as it was but for the warm spell', () => {
    const cool = without('heat');
    const warmer = weather.hours.map(
      (hour, index) => hour.temperatureCelsius - (cool.hours[index]?.temperatureCelsius ?? 0),
    );
    const hottest = weather.hours.findIndex(({ at }) => at === Date.UTC(2026, 5, 11, 15));
    expect(warmer[hottest]).toBeGreaterThan(9);
    expect(Math.min(...warmer)).toBe(0);
    for (const [index, { at }] of weather.hours.entries())
      if (at < Date.UTC(2026, 3, 30) || at > Date.UTC(2026, 5, 14, 4))
        expect(warmer[index], new Date(at).toISOString()).toBe(0);
    for (const [index, hour] of cool.hours.entries())
      expect({ ...hour, temperatureCelsius: 0 }).toEqual({ ...weather.hours[index], temperatureCelsius: 0 });
  });
});

describe('forecasts', () => {
  const actual = new Map(weather.hours.map((hour) => [hour.at, hour]));
  const errorsAt = (lead: number): readonly number[] =>
    weather.forecasts.map(({ hours }) => {
      const hour = hours[lead];
      return (
        (hour?.temperatureCelsius ?? Number.NaN) -
        (actual.get(hour?.at ?? 0)?.temperatureCelsius ?? Number.NaN)
      );
    });
  const rootMeanSquare = (errors: readonly number[]): number =>
    Math.sqrt(mean(errors.map((error) => error ** 2)));

  it('are issued every six hours up to the end, for 48 hours each', () => {
    for (const [index, { issuedAt, hours }] of weather.forecasts.entries()) {
      expect(issuedAt % (6 * hourMilliseconds)).toBe(0);
      expect(issuedAt).toBe((weather.forecasts[0]?.issuedAt ?? 0) + index * 6 * hourMilliseconds);
      expect(hours.map(({ at }) => (at - issuedAt) / hourMilliseconds)).toEqual(
        Array.from({ length: 48 }, (_, lead) => lead),
      );
    }
    expect(weather.forecasts.at(-1)?.issuedAt).toBe(Date.UTC(2026, 5, 18, 12));
  });

  it('err by about one degree at first and nearly two after two days', () => {
    const [now, tomorrow, last] = [0, 24, 47].map((lead) => rootMeanSquare(errorsAt(lead)));
    expect(now).toBeGreaterThan(0.8);
    expect(now).toBeLessThan(1.2);
    expect(tomorrow).toBeGreaterThan((now ?? 0) + 0.2);
    expect(last).toBeGreaterThan((tomorrow ?? 0) + 0.1);
    expect(last).toBeLessThan(2.2);
  });

  it('err in the same direction from hour to hour', () => {
    expect(correlation(errorsAt(30), errorsAt(31))).toBeGreaterThan(0.75);
    expect(correlation(errorsAt(6), errorsAt(46))).toBeLessThan(0.5);
  });

  it('see most rain a day ahead, miss some and see some in vain', () => {
    const pairs = weather.forecasts.flatMap(({ hours }) =>
      hours
        .slice(18, 30)
        .map((hour) => [hour.rainMillimetres >= 0.2, (actual.get(hour.at)?.rainMillimetres ?? 0) >= 0.2]),
    );
    const count = (seen: boolean, came: boolean): number =>
      pairs.filter((pair) => pair[0] === seen && pair[1] === came).length;
    const came = count(true, true) + count(false, true);
    expect(count(true, true) / came).toBeGreaterThan(0.35);
    expect(count(false, true) / came).toBeGreaterThan(0.1);
    expect(count(true, false)).toBeGreaterThan(0.1 * came);
    expect(count(true, false)).toBeLessThan(came);
  });
});
