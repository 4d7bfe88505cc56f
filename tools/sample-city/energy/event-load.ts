import { hourMilliseconds } from '../calendar/span.ts';
import { nearestOnLine } from '../city/shapes/lines.ts';
import { type City, type CityEvent } from '../words.ts';
import { stepMilliseconds } from './city-load.ts';

/** Floodlights, kitchens and screens, and what each visitor adds on the way and around. */
const [basicKw, kwPerVisitor] = [300, 0.1];
/** Metres over which the load of an event falls to 1/e. */
const reachMetres = 450;
const leastShare = 0.1;
/** Hours before the start in which load rises, and after the end in which it falls. */
const [riseHours, fallHours] = [2.5, 1.25];

/** How an event's load is spread: shares of the feeders that have any of it. */
export function sharesOfFeeders(city: City, site: number): ReadonlyMap<number, number> {
  const place = city.sites[site]?.point;
  if (!place) return new Map();
  const weights = city.feeders.map(({ line }) =>
    Math.exp(-nearestOnLine(line, place).distance / reachMetres),
  );
  const nearest = Math.max(...weights);
  const near = weights.map((weight) => (weight >= nearest * leastShare ? weight : 0));
  const sum = near.reduce((total, weight) => total + weight, 0);
  return new Map(near.flatMap((weight, feeder) => (weight > 0 ? [[feeder, weight / sum]] : [])));
}

/** kW that an event adds to the whole city in the step that begins at an instant. */
export function eventKw(event: CityEvent, at: number): number {
  const middle = at + stepMilliseconds / 2;
  const rise = (middle - event.startsAt) / (riseHours * hourMilliseconds) + 1;
  const fall = (event.endsAt - middle) / (fallHours * hourMilliseconds) + 1;
  const presence = Math.max(0, Math.min(1, rise, fall));
  return (basicKw + kwPerVisitor * event.visitors) * presence * presence * (3 - 2 * presence);
}

/** Steps of a grid that an event touches. */
export function stepsOfEvent(
  event: CityEvent,
  start: number,
  steps: number,
): readonly [first: number, end: number] {
  const first = Math.floor((event.startsAt - riseHours * hourMilliseconds - start) / stepMilliseconds);
  const end = Math.ceil((event.endsAt + fallHours * hourMilliseconds - start) / stepMilliseconds);
  return [Math.max(0, Math.min(steps, first)), Math.max(0, Math.min(steps, end))];
}
