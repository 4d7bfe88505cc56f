import { MetropoleError } from '../../main/common/errors.ts';
import { undirected } from '../series/neighbours.ts';
import { linksFromEdges, type Series } from '../series/series.ts';
import { scaleOf } from './training-data.ts';

/**
 * Several series as the places of one, to train a network on all of them: each in its own spreads around its own mean, so that units
 * need not agree.
 * @throws MetropoleError `forecast-no-data` as {@link sideBySide} does
 */
export function joinedCities(cities: readonly Series[]): Series {
  return sideBySide(
    cities.map((city) => {
      const { mean, spread } = scaleOf(city);
      return { ...city, values: city.values.map((value) => (value - mean) / spread) };
    }),
  );
}

/**
 * Several series of one unit as the places of one: links within each alone; the same hour of the week side by side, over the longest
 * time that all of them have. What networks are given beside is left out: covariates, attributes and the direction of links.
 * @throws MetropoleError `forecast-no-data` where the steps differ in length, a clock was changed in one and not in another, or nothing
 * is common to all.
 */
export function sideBySide(cities: readonly Series[]): Series {
  const [first] = cities;
  const found = first && commonStretch(cities);
  if (first === undefined || found === undefined)
    throw new MetropoleError('forecast-no-data', {}, 'the series have no stretch of the week on one grid');
  const { begins, steps } = found;
  const offsets = cities.map((_, city) =>
    cities.slice(0, city).reduce((sum, { places }) => sum + places.length, 0),
  );
  const placeCount = cities.reduce((sum, { places }) => sum + places.length, 0);
  const values = new Float32Array(placeCount * steps);
  const edges: (readonly [number, number, number])[] = [];
  cities.forEach((city, index) => {
    const [offset = 0, begin = 0] = [offsets[index], begins[index]];
    for (let place = 0; place < city.places.length; place++) {
      const from = place * city.steps + begin;
      values.set(city.values.subarray(from, from + steps), (offset + place) * steps);
      for (let at = city.links.offsets[place] ?? 0; at < (city.links.offsets[place + 1] ?? 0); at++)
        edges.push([offset + place, offset + (city.links.targets[at] ?? 0), city.links.weights[at] ?? 0]);
    }
  });
  const begin = begins[0] ?? 0;
  return {
    places: cities.flatMap(({ places }, city) => places.map((place) => `${city}/${place}`)),
    start: first.start + begin * first.stepSeconds * 1000,
    stepSeconds: first.stepSeconds,
    steps,
    values,
    calendar: {
      minuteOfDay: first.calendar.minuteOfDay.slice(begin, begin + steps),
      dayOfWeek: first.calendar.dayOfWeek.slice(begin, begin + steps),
    },
    links: undirected(linksFromEdges(placeCount, edges, first.links.type)),
    covariates: [],
  };
}

interface Stretch {
  /** Its first step in each series. */
  readonly begins: readonly number[];
  readonly steps: number;
}

/** The longest stretch that begins where one of the series does, at the same time of the week in all; undefined where there is none. */
function commonStretch(cities: readonly Series[]): Stretch | undefined {
  if (cities.some(({ stepSeconds }) => stepSeconds !== cities[0]?.stepSeconds)) return undefined;
  const weeks = cities.map(minutesOfWeek);
  const stretches = weeks.flatMap(([start]): Stretch[] => {
    const begins = weeks.map((week) => (start === undefined ? -1 : week.indexOf(start)));
    if (begins.includes(-1)) return [];
    const steps = Math.min(...weeks.map((week, city) => week.length - (begins[city] ?? 0)));
    const [reference, ...others] = weeks.map((week, city) =>
      week.slice(begins[city], (begins[city] ?? 0) + steps),
    );
    const agree = others.every((week) => week.every((minute, step) => minute === reference?.[step]));
    return agree ? [{ begins, steps }] : [];
  });
  return stretches.sort((one, other) => other.steps - one.steps)[0];
}

function minutesOfWeek({ calendar: { minuteOfDay, dayOfWeek }, steps }: Series): number[] {
  return Array.from({ length: steps }, (_, step) => 1440 * (dayOfWeek[step] ?? 0) + (minuteOfDay[step] ?? 0));
}
