import { compareRows, type EvaluationTable } from '../../../models/evaluation/evaluation-table.ts';
import type { ShareOfGain } from './verdict.ts';

const scores = ['pinball', 'rmse', 'maeMedian', 'coverage', 'coverageCongested'] as const;

/** Markdown: a model in each row, its scores at each horizon, mean over seeds and, where there are several, their largest distance. */
export function shown(table: EvaluationTable): string[] {
  const minutes = table.horizons.map((horizon) => `${(horizon * table.stepSeconds) / 60} min`);
  return scores.flatMap((score) => [
    `| ${score} | ${minutes.join(' | ')} |`,
    `| --- |${minutes.map(() => ' --- |').join('')}`,
    ...table.rows.map(({ model, cells, seeds }) => {
      const each = cells.map(({ scores: found }) => {
        const { mean, spread } = found[score];
        return seeds.length > 1 ? `${mean.toFixed(3)} ± ${spread.toFixed(3)}` : mean.toFixed(3);
      });
      return `| ${model.title} | ${each.join(' | ')} |`;
    }),
    '',
    ...(score === 'pinball' ? [...shownDifferences(table), ''] : []),
  ]);
}

/** What a look is remembered by: the mean over seeds at each horizon. */
export function scoresOf({ rows }: EvaluationTable): unknown {
  return rows.map(({ model, cells }) => ({
    model: model.name,
    ...Object.fromEntries(
      scores.map((score) => [score, cells.map(({ scores: found }) => Number(found[score].mean.toFixed(4)))]),
    ),
  }));
}

/** The network that never saw the city against every other row: paired differences of pinball loss, the middle 95 % of block resamples. */
function shownDifferences(table: EvaluationTable): string[] {
  const unseen = table.rows.find(({ model }) => model.name === 'network-unseen');
  if (unseen === undefined) return [];
  return table.rows
    .filter((row) => row !== unseen)
    .map((row) => {
      const each = table.horizons.map((horizon) => {
        const apart = compareRows(table, unseen, row, horizon);
        return apart === undefined ? '–' : `${apart.low.toFixed(3)} … ${apart.high.toFixed(3)}`;
      });
      return `unseen less “${row.model.title}”: ${each.join(' | ')}`;
    });
}

/** How much of the gain the network has that never saw the city. */
export function shownShares(shares: readonly ShareOfGain[]): string[] {
  return shares.map(
    ({ minutes, best, own, unseen, share, apart }) =>
      `${minutes} min: best not trained on it “${best.title}” ${best.pinball.toFixed(3)}, unseen ${unseen.toFixed(3)}, ` +
      `own ${own.toFixed(3)}: ${(100 * share).toFixed(0)} % of the gain; loss less the one allowed ${apart.difference.toFixed(4)} ` +
      `(${apart.low.toFixed(4)} … ${apart.high.toFixed(4)})`,
  );
}
