import { valueStates } from './contract/messages/map.ts';
import { noticedSide, type Topic } from './metrics.ts';

/** What is known of every place at one instant, equally long columns; missing is NaN. */
export interface CityColumns {
  readonly values: ArrayLike<number>;
  readonly usuals: ArrayLike<number>;
  /** Positions in `valueStates`; any other: the place is none of the topic's. */
  readonly states: ArrayLike<number>;
  /** How many places a row is the sum of: sums are not counted again beside what they are made of. */
  readonly members: ArrayLike<number>;
}

export interface CitySummary {
  readonly places: number;
  /** Places with a value that was measured, or forecast from measured ones. */
  readonly known: number;
  /** Places that show their usual, or a filled-in value. */
  readonly assumed: number;
  /** Mean over places that have a value and a usual, or, where no usual is known, a value; NaN when none has. */
  readonly meanValue: number;
  readonly meanUsual: number;
  /** Places at least 20 % off their usual on the side that one has to notice. */
  readonly farOff: number;
}

/** A deviation of this much, in percent of usual, counts as far off. */
const farOffPercent = 20;

/** Percent away from usual, or NaN where either is missing. */
export function deviationPercent(value: number, usual: number): number {
  return usual > 0 ? ((value - usual) / usual) * 100 : Number.NaN;
}

export function citySummary({ values, usuals, states, members }: CityColumns, topic: Topic): CitySummary {
  const counts = { places: 0, known: 0, assumed: 0, farOff: 0, compared: 0 };
  let valueSum = 0;
  let aloneSum = 0;
  let usualSum = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    const usual = usuals[row] ?? Number.NaN;
    const state = valueStates[states[row] ?? 0];
    if (state === undefined || (members[row] ?? 0) > 0) continue;
    counts.places += 1;
    if (Number.isFinite(value) && state !== 'missing') {
      if (state === 'measured' || state === 'forecast') counts.known += 1;
      else counts.assumed += 1;
      aloneSum += value;
    }
    const deviation = deviationPercent(value, usual);
    if (!Number.isFinite(deviation)) continue;
    counts.compared += 1;
    valueSum += value;
    usualSum += usual;
    if (towardsNotice(deviation, topic) >= farOffPercent) counts.farOff += 1;
  }
  return {
    places: counts.places,
    known: counts.known,
    assumed: counts.assumed,
    meanValue: counts.compared > 0 ? valueSum / counts.compared : aloneSum / (counts.known + counts.assumed),
    meanUsual: counts.compared > 0 ? usualSum / counts.compared : Number.NaN,
    farOff: counts.farOff,
  };
}

/** A deviation, counted positive on the side that one has to notice. */
function towardsNotice(deviation: number, topic: Topic): number {
  return noticedSide[topic] === 'below' ? -deviation : deviation;
}

/** The rows furthest off their usual, in percent, on the side that one has to notice, furthest first; none of the other side. */
export function furthestOffUsual(
  { values, usuals, members }: CityColumns,
  topic: Topic,
  count: number,
): number[] {
  const furthest: { readonly row: number; readonly deviation: number }[] = [];
  for (let row = 0; row < values.length; row += 1) {
    const percent = deviationPercent(values[row] ?? Number.NaN, usuals[row] ?? Number.NaN);
    const deviation = towardsNotice(percent, topic);
    const last = furthest.at(-1)?.deviation ?? 0;
    if ((members[row] ?? 0) > 0) continue;
    if (!(deviation > 0) || (furthest.length === count && deviation <= last)) continue;
    const place = furthest.findIndex((other) => deviation > other.deviation);
    furthest.splice(place < 0 ? furthest.length : place, 0, { row, deviation });
    if (furthest.length > count) furthest.pop();
  }
  return furthest.map(({ row }) => row);
}
