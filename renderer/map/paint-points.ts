import { valueStates } from '../../main/common/contract/messages/map.ts';
import type { Rgb } from './theme-colours.ts';

/** Red, green, blue and opacity of every point: of its disc and of its ring. */
export interface PointColours {
  readonly fill: Uint8Array;
  readonly line: Uint8Array;
}

export interface Paint {
  /** What decides the class, one entry per row; NaN is missing. */
  readonly values: Float32Array;
  /** Positions in `valueStates`, or null where values are neither measured nor forecast (sensor health). */
  readonly states: Uint8Array | null;
  /** Ascending. */
  readonly breaks: readonly number[];
  /** One colour per class, breaks plus one. */
  readonly classes: readonly Rgb[];
  /** Ring of a measured value: sets it apart from its neighbours. */
  readonly keyline: Rgb;
  /** Ring of a forecast. */
  readonly forecast: Rgb;
  /** Ring of a point without a value. */
  readonly missing: Rgb;
}

const missing = valueStates.indexOf('missing');
const forecast = valueStates.indexOf('forecast');
const imputed = valueStates.indexOf('imputed');
const usual = valueStates.indexOf('usual');

/** Opacity of a value that has no class, because nothing is known to compare it with. */
const unclassed = 110;

/** Opacity of the disc by state: a measured or forecast value is solid, an imputed or usual one is seen through. */
function opacityOf(state: number): number {
  if (state === imputed) return 120;
  return state === usual ? 48 : 255;
}

/**
 * Colours the points of `rows` by class and state, into `into`. How a value came to be shows in the shape of the point,
 * not in its colour alone: measured is a disc, forecast a ringed disc, imputed and usual are seen through, missing is
 * a hollow ring, and a value without a class is a grey disc.
 */
export function paintPoints(rows: Int32Array, paint: Paint, into: PointColours): void {
  const { values, states, breaks, classes, keyline } = paint;
  const { fill, line } = into;
  for (let point = 0; point < rows.length; point += 1) {
    const row = rows[point] ?? 0;
    const value = values[row] ?? Number.NaN;
    const state = states === null ? 1 : (states[row] ?? missing);
    const at = point * 4;
    if (state === missing || (states === null && Number.isNaN(value))) {
      fill[at + 3] = 0;
      setColour(line, at, paint.missing);
      continue;
    }
    if (Number.isNaN(value)) {
      setColour(fill, at, paint.missing, unclassed);
      setColour(line, at, keyline);
      continue;
    }
    let index = 0;
    while (index < breaks.length && value >= (breaks[index] ?? 0)) index += 1;
    const colour = classes[index] ?? keyline;
    setColour(fill, at, colour, opacityOf(state));
    if (state === forecast) setColour(line, at, paint.forecast);
    else setColour(line, at, state === imputed || state === usual ? colour : keyline);
  }
}

function setColour(bytes: Uint8Array, at: number, colour: Rgb, opacity = 255): void {
  bytes[at] = colour[0];
  bytes[at + 1] = colour[1];
  bytes[at + 2] = colour[2];
  bytes[at + 3] = opacity;
}

/** Percent away from usual for every row; NaN where either is missing. Writes into `into`. */
export function deviations(values: Float32Array, usuals: Float32Array, into: Float32Array): void {
  for (let row = 0; row < values.length; row += 1) {
    const normal = usuals[row] ?? Number.NaN;
    into[row] = normal > 0 ? (((values[row] ?? Number.NaN) - normal) / normal) * 100 : Number.NaN;
  }
}
