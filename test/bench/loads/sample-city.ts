import { stepCalendar } from '../../../main/forecast/origin/calendar.ts';
import { noLinks, type Series } from '../../../models/series/series.ts';
import { makeCalendar } from '../../../tools/sample-city/calendar/make-calendar.ts';
import { planCity } from '../../../tools/sample-city/city/plan-city.ts';
import { makeEnergy } from '../../../tools/sample-city/energy/make-energy.ts';
import { shippedScenario } from '../../../tools/sample-city/scenario.ts';
import { makeWeather } from '../../../tools/sample-city/weather/make-weather.ts';
import { cityZone } from '../../../tools/sample-city/words.ts';

const hour = 3_600_000;

/** Some feeders of the sample city over so many days, what is known of its weather, and its holidays. */
export function feedersOf(days: number, most: number) {
  const scenario = { ...shippedScenario, sensors: 60, days: 1, hourlyDays: days };
  const city = planCity(scenario);
  const calendar = makeCalendar(scenario, city);
  const weather = makeWeather(scenario);
  const { feeders } = makeEnergy(scenario, city, calendar, weather).readings;
  const kept = Math.min(most, city.feeders.length);
  const steps = feeders.values.length / city.feeders.length;
  const series: Series = {
    places: city.feeders.slice(0, kept).map(({ key }) => key),
    start: feeders.start,
    stepSeconds: 3600,
    steps,
    values: Float32Array.from(feeders.values.subarray(0, kept * steps)),
    calendar: stepCalendar(feeders.start, 3600, steps, cityZone),
    links: noLinks(kept),
    covariates: [],
  };
  const measured = new Map(weather.hours.map(({ at, temperatureCelsius }) => [at, temperatureCelsius]));
  return {
    series,
    /** Degrees Celsius measured in the hour that begins at an instant; NaN = nobody knows. */
    measuredAt: (at: number): number => measured.get(at) ?? NaN,
    /** Degrees Celsius of an hour by the forecast that was the last one issued by then. */
    forecastAt: (at: number, knownAt: number): number => {
      const last = weather.forecasts.findLast(({ issuedAt }) => issuedAt <= knownAt);
      return last?.hours[Math.round((at - last.issuedAt) / hour)]?.temperatureCelsius ?? NaN;
    },
    isHoliday: (at: number): boolean =>
      calendar.days.some(
        ({ startsAt, endsAt, holiday }) => at >= startsAt && at < endsAt && holiday !== null,
      ),
  };
}
