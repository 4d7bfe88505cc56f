import type { BreakdownScores } from './breakdowns.ts';
import type { PairedDifference } from './bootstrap.ts';
import { bestBenchmark, compareRows, type EvaluationTable, type MeanAndSpread } from './evaluation-table.ts';

/** Pinball loss against the best benchmark of that horizon: difference below zero = better. */
export interface AgainstBenchmark extends PairedDifference {
  readonly model: string;
}

/** A row of an evaluation as it leaves the compute host. */
export interface EvaluationRecord {
  readonly model: string;
  readonly title: string;
  readonly kind: 'benchmark' | 'network';
  readonly seeds: number[];
  readonly fitSeconds: number;
  readonly cells: {
    readonly horizonSteps: number;
    readonly windows: number;
    readonly scores: Record<string, MeanAndSpread>;
    readonly breakdowns: BreakdownScores | null;
    /** Null for benchmarks, and where there is none. */
    readonly againstBenchmark: AgainstBenchmark | null;
  }[];
}

/** The rows of a table, networks compared with the best benchmark of each horizon. */
export function recordsOf(table: EvaluationTable): EvaluationRecord[] {
  return table.rows.map((row) => ({
    model: row.model.id,
    title: row.model.title,
    kind: row.model.kind,
    seeds: [...row.seeds],
    fitSeconds: row.fitSeconds,
    cells: row.cells.map(({ horizonSteps, windows, scores, breakdowns }) => {
      const best = row.model.kind === 'network' ? bestBenchmark(table, horizonSteps) : undefined;
      const apart = best && compareRows(table, row, best, horizonSteps);
      return {
        horizonSteps,
        windows,
        scores: { ...scores },
        breakdowns,
        againstBenchmark: best && apart ? { model: best.model.id, ...apart } : null,
      };
    }),
  }));
}
