import { expect, it } from 'vitest';
import { givenIn, givenNames } from '../../../models/traffic/given/given.ts';
import { joinedCities } from '../../../models/traffic/joined-cities.ts';
import { seriesBetween, type Series } from '../../../models/series/series.ts';
import { smallCity } from '../small-city.ts';

const one = smallCity({ places: 3, days: 8, seed: 1 });
const other = smallCity({ places: 4, days: 9, seed: 2, missing: 0.1 });

function valuesOf({ values, steps }: Series, place: number): number[] {
  return [...values.subarray(place * steps, (place + 1) * steps)];
}

function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

it('puts the places of all cities side by side, none linked to a place of another', () => {
  const joined = joinedCities([one, other]);
  expect(joined.places).toHaveLength(7);
  expect(new Set(joined.places).size).toBe(7);
  const neighbours = (place: number): number[] => [
    ...joined.links.targets.subarray(joined.links.offsets[place], joined.links.offsets[place + 1]),
  ];
  expect([0, 1, 2].map(neighbours)).toEqual([[1], [2], [0]]);
  expect([3, 4, 5, 6].map(neighbours)).toEqual([[4], [5], [6], [3]]);
});

it('leaves out all that a network could be given beside, the direction of links too', () => {
  const rain = { name: 'rain-now', perPlace: false, values: new Float32Array(one.steps) };
  const lanes = { name: 'lanes', values: new Float32Array(3) };
  const told = { ...one, covariates: [rain], attributes: [lanes] };
  expect(givenIn(told, givenNames)).toEqual(['rain-now', 'downstream', 'upstream', 'lanes']);
  expect(givenIn(joinedCities([told, other]), givenNames)).toEqual([]);
});

it('counts each city in its own spreads, so that units need not agree', () => {
  const inMiles = { ...other, values: other.values.map((value) => value / 1.609) };
  const joined = joinedCities([one, other]);
  joinedCities([one, inMiles]).values.forEach((value, index) => {
    const expected = joined.values[index] ?? NaN;
    if (Number.isNaN(expected)) expect(value).toBeNaN();
    else expect(value).toBeCloseTo(expected, 3);
  });
  const ofOne = [0, 1, 2].flatMap((place) => valuesOf(joined, place));
  expect(meanOf(ofOne)).toBeCloseTo(0, 4);
  expect(meanOf(ofOne.map((value) => value ** 2))).toBeCloseTo(1, 4);
  expect(joined.values.some(Number.isNaN)).toBe(true);
});

it('puts the same time of the week side by side', () => {
  const perDay = 86_400 / one.stepSeconds;
  const later = seriesBetween(other, 2 * perDay + 5, other.steps);
  const joined = joinedCities([one, later]);
  expect(joined.steps).toBe(one.steps - 2 * perDay - 5);
  expect(joined.calendar.dayOfWeek[0]).toBe(2);
  expect(joined.calendar.minuteOfDay[0]).toBe((5 * one.stepSeconds) / 60);
  const cut = joinedCities([seriesBetween(one, 2 * perDay + 5, one.steps), later]);
  expect(cut.calendar).toEqual(joined.calendar);
  const alike = valuesOf(cut, 0).map((value, step) => value - (valuesOf(joined, 0)[step] ?? NaN));
  expect(Math.max(...alike) - Math.min(...alike)).toBeLessThan(0.5);
});

it('refuses series of another step, and series whose clocks part', () => {
  const refused: unknown = expect.objectContaining({ code: 'forecast-no-data' });
  expect(() => joinedCities([one, smallCity({ stepSeconds: 1800 })])).toThrow(refused);
  const minuteOfDay = other.calendar.minuteOfDay.slice();
  minuteOfDay.forEach((minute, step) => {
    if (step > 400) minuteOfDay[step] = (minute + 60) % 1440;
  });
  expect(() => joinedCities([one, { ...other, calendar: { ...other.calendar, minuteOfDay } }])).toThrow(
    refused,
  );
  expect(() => joinedCities([])).toThrow(refused);
});
