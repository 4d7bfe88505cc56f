import { valueStates } from '../../main/common/contract/messages/map.ts';
import { paintPoints, type Paint, type PointColours } from './paint-points.ts';

const missing = valueStates.indexOf('missing');
const forecast = valueStates.indexOf('forecast');
const measured = valueStates.indexOf('measured');

/** Opacity of a stretch without a value: it is there, and says nothing. */
const missingOpacity = 70;

/**
 * Colours the lines of `rows` by class and state, into `into`: `fill` is the line, `line` what is drawn around it. Around a
 * measured value lies the ground, around a forecast the accent; imputed and usual values have nothing around them and are seen
 * through; where there is no value the line is faint.
 */
export function paintLines(rows: Int32Array, paint: Paint, into: PointColours): void {
  paintPoints(rows, paint, into);
  const { fill, line } = into;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const at = index * 4;
    const isNothing = paint.states === null && Number.isNaN(paint.values[row] ?? Number.NaN);
    const state = isNothing ? missing : (paint.states?.[row] ?? measured);
    if (state === missing) {
      fill.set(paint.missing, at);
      fill[at + 3] = missingOpacity;
    }
    if (state !== measured && state !== forecast) line[at + 3] = 0;
  }
}
