import { valueStates } from './contract/messages/map.ts';

/** What is known of every place at one instant, equally long columns; missing is NaN. */
export interface CityColumns {
  readonly values: ArrayLike<number>;
  readonly usuals: ArrayLike<number>;
  /** Positions in `valueStates`. */
  readonly states: ArrayLike<number>;
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
  /** Places at least 20 % below usual. */
  readonly farBelow: number;
}

/** A deviation of this much, in percent of usual, counts as far below. */
export const farBelowPercent = -20;

/** Percent away from usual, or NaN where either is missing. */
export function deviationPercent(value: number, usual: number): number {
  return usual > 0 ? ((value - usual) / usual) * 100 : Number.NaN;
}

export function citySummary({ values, usuals, states }: CityColumns): CitySummary {
  const counts = { known: 0, assumed: 0, farBelow: 0, compared: 0 };
  let valueSum = 0;
  let aloneSum = 0;
  let usualSum = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    const usual = usuals[row] ?? Number.NaN;
    const state = valueStates[states[row] ?? 0] ?? 'missing';
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
    if (deviation <= farBelowPercent) counts.farBelow += 1;
  }
  return {
    places: values.length,
    known: counts.known,
    assumed: counts.assumed,
    meanValue: counts.compared > 0 ? valueSum / counts.compared : aloneSum / (counts.known + counts.assumed),
    meanUsual: counts.compared > 0 ? usualSum / counts.compared : Number.NaN,
    farBelow: counts.farBelow,
  };
}

/** The rows furthest below their usual, in percent, furthest first; rows at or above usual are not among them. */
export function furthestBelowUsual({ values, usuals }: CityColumns, count: number): number[] {
  const furthest: { readonly row: number; readonly deviation: number }[] = [];
  for (let row = 0; row < values.length; row += 1) {
    const deviation = deviationPercent(values[row] ?? Number.NaN, usuals[row] ?? Number.NaN);
    const last = furthest.at(-1)?.deviation ?? 0;
    if (!(deviation < 0) || (furthest.length === count && deviation >= last)) continue;
    const place = furthest.findIndex((other) => deviation < other.deviation);
    furthest.splice(place < 0 ? furthest.length : place, 0, { row, deviation });
    if (furthest.length > count) furthest.pop();
  }
  return furthest.map(({ row }) => row);
}
