import { pairedBlockBootstrap } from '../../../models/evaluation/bootstrap.ts';
import type { EvaluationRow, EvaluationTable } from '../../../models/evaluation/evaluation-table.ts';
import { bootstrap, wantedShareOfGain } from './protocol.ts';

/** At one horizon: how much of what training on the city itself gains a network that never saw it has. Pinball loss, all levels. */
export interface ShareOfGain {
  readonly minutes: number;
  /** The best model that was not trained on the city, the network trained on it, and the network that was not. */
  readonly best: { readonly title: string; readonly pinball: number };
  readonly own: number;
  readonly unseen: number;
  readonly share: number;
  /**
   * Loss of the unseen network less what it may lose at most to have the wanted share: mean and the middle 95 % of block resamples.
   * Wholly below zero, the goal is met beyond the noise.
   */
  readonly apart: { readonly difference: number; readonly low: number; readonly high: number };
}

/**
 * @param rivals names of the models that were not trained on the city
 * @throws RangeError where a row is missing
 */
export function sharesOfGain(
  { rows, horizons, stepSeconds }: EvaluationTable,
  names: { readonly rivals: readonly string[]; readonly own: string; readonly unseen: string },
): ShareOfGain[] {
  const rowNamed = (name: string): EvaluationRow => {
    const row = rows.find(({ model }) => model.name === name);
    if (row === undefined) throw new RangeError(`no row ${name}`);
    return row;
  };
  return horizons.map((horizon, index) => {
    const cellOf = (row: EvaluationRow): { pinball: number; perOrigin: Float64Array } => {
      const cell = row.cells[index];
      return {
        pinball: cell?.scores.pinball.mean ?? NaN,
        perOrigin: cell?.pinballPerOrigin ?? new Float64Array(0),
      };
    };
    const [best] = names.rivals
      .map((name) => ({ title: rowNamed(name).model.title, ...cellOf(rowNamed(name)) }))
      .sort((one, other) => one.pinball - other.pinball);
    if (best === undefined) throw new RangeError('no rivals');
    const own = cellOf(rowNamed(names.own));
    const unseen = cellOf(rowNamed(names.unseen));
    const allowed = best.perOrigin.map(
      (loss, origin) => (1 - wantedShareOfGain) * loss + wantedShareOfGain * (own.perOrigin[origin] ?? NaN),
    );
    return {
      minutes: (horizon * stepSeconds) / 60,
      best: { title: best.title, pinball: best.pinball },
      own: own.pinball,
      unseen: unseen.pinball,
      share: (best.pinball - unseen.pinball) / (best.pinball - own.pinball),
      apart: pairedBlockBootstrap(unseen.perOrigin, allowed, bootstrap.blockSteps, bootstrap),
    };
  });
}
