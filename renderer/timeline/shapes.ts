import { valueStates } from '../../main/common/contract/messages/map.ts';
import type { TimelineAnswer } from '../state/timeline.svelte.ts';

type Columns = TimelineAnswer['table']['columns'];

/** From instants and values to px. */
export interface Axes {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

/** SVG path data of the parts of the timeline. */
export interface Shapes {
  /** Between what was measured and what is usual. */
  readonly area: string;
  readonly measured: string;
  readonly forecast: string;
  readonly band: string;
  readonly usual: string;
}

const measuredState = valueStates.indexOf('measured');
const imputedState = valueStates.indexOf('imputed');
const forecastState = valueStates.indexOf('forecast');

/** The lowest and highest number that the timeline shows, widened to round numbers; null when it shows nothing. */
export function valueRange({ columns, rows }: TimelineAnswer['table']): readonly [number, number] | null {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const { values } of [columns.value, columns.lower, columns.upper, columns.usual]) {
    for (let row = 0; row < rows; row += 1) {
      const value = values[row] ?? Number.NaN;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  if (lowest > highest) return null;
  const step = 10 ** Math.floor(Math.log10(Math.max(highest - lowest, 1)));
  return [Math.floor(lowest / step) * step, Math.ceil(highest / step) * step];
}

/** Draws the table; a row without a value, or a step longer than `longestStep` milliseconds, breaks the line. */
export function timelineShapes(columns: Columns, rows: number, axes: Axes, longestStep: number): Shapes {
  const at = columns.at.values;
  const isPast = (row: number): boolean => {
    const state = columns.state.values[row];
    return state === measuredState || state === imputedState;
  };
  const isForecast = (row: number): boolean => columns.state.values[row] === forecastState;
  const pieces = (values: Float32Array, belongs: (row: number) => boolean): number[][] => {
    const found: number[][] = [];
    let last = -1;
    for (let row = 0; row < rows; row += 1) {
      if (!belongs(row) || Number.isNaN(values[row])) continue;
      const follows = last === row - 1 && (at[row] ?? 0) - (at[last] ?? 0) <= longestStep;
      if (follows && found.length > 0) found.at(-1)?.push(row);
      else found.push([row]);
      last = row;
    }
    return found;
  };
  const line = (values: Float32Array, rowsOf: readonly number[]): string =>
    rowsOf
      .map((row) => `${axes.x(at[row] ?? 0).toFixed(1)},${axes.y(values[row] ?? 0).toFixed(1)}`)
      .join('L');
  const lines = (values: Float32Array, belongs: (row: number) => boolean): string =>
    pieces(values, belongs)
      .map((piece) => `M${line(values, piece)}`)
      .join('');
  const value = columns.value.values;
  const between = (upper: Float32Array, lower: Float32Array, belongs: (row: number) => boolean): string =>
    pieces(upper, (row) => belongs(row) && !Number.isNaN(lower[row]))
      .map((piece) => `M${line(upper, piece)}L${line(lower, [...piece].reverse())}Z`)
      .join('');
  return {
    area: between(value, columns.usual.values, isPast),
    measured: lines(value, isPast),
    forecast: lines(value, (row) => isForecast(row) || isForecast(row + 1)),
    band: between(columns.upper.values, columns.lower.values, isForecast),
    usual: lines(columns.usual.values, () => true),
  };
}
