import type { DayAheadRecord } from '../../main/common/contract/day-ahead.ts';
import { pairedBlockBootstrap } from './bootstrap.ts';
import type { DayAheadTable } from './day-ahead-protocol.ts';

/** The benchmark that others are compared with, and the one that networks stand on and are compared with, where they are in the table. */
const reference = 'daily-ridge';
const referenceOfNetworks = 'load-ridge';
/** Days are drawn one by one. */
const blockDays = 1;

/** A table as it leaves the compute host, every model compared with the daily ridge, or what it stands on, day by day. */
export function dayAheadRecord(table: DayAheadTable): DayAheadRecord {
  const benchmark = table.rows.find(({ model }) => model.name === reference) ?? table.rows[0];
  const below = table.rows.find(
    ({ model, without }) => model.name === referenceOfNetworks && without === null,
  );
  return {
    split: table.split,
    daysAhead: table.daysAhead,
    from: table.from,
    to: table.to,
    benchmark: benchmark?.model.id ?? '',
    ratings: table.ratings.map(finite),
    rows: table.rows
      .map((row) => ({
        row,
        against: row.model.kind === 'network' || row.without !== null ? (below ?? benchmark) : benchmark,
      }))
      .map(({ row, against }) => ({
        model: row.model.id,
        title: row.model.title,
        isBenchmark: row.model.kind === 'benchmark',
        refitDays: row.refitDays,
        seed: row.seed,
        without: row.without,
        against: against === undefined || against === row ? null : against.model.id,
        targets: row.targets.map(({ scores, maePerDay, pinballPerDay }, index) => {
          const other = against?.targets[index];
          return {
            days: scores.days,
            meanAbsoluteError: finite(scores.mae),
            meanAbsoluteErrorOfMean: finite(scores.maeOfMean),
            rootMeanSquaredError: finite(scores.rmse),
            pinball: finite(scores.pinball),
            coverage: finite(scores.coverage),
            width: finite(scores.width),
            coverageAtPeak: finite(scores.coverageAtPeak),
            againstBenchmark:
              other === undefined || row === against || !Number.isFinite(scores.mae + other.scores.mae)
                ? null
                : {
                    meanAbsoluteError: apart(maePerDay, other.maePerDay),
                    pinball: apart(pinballPerDay, other.pinballPerDay),
                  },
          };
        }),
        coverage: finite(row.coverage),
        coverageAtPeak: finite(row.coverageAtPeak),
        overload: {
          hours: row.overload.hours,
          observed: finite(row.overload.observed),
          brier: finite(row.overload.brier),
          brierOfUsual: finite(row.overload.brierOfUsual),
          reliability: row.overload.reliability.filter(({ count }) => count > 0),
        },
      })),
  };
}

function apart(
  first: readonly number[],
  second: readonly number[],
): { difference: number; low: number; high: number } {
  const [one, other] = [Float64Array.from(first), Float64Array.from(second)];
  return { ...pairedBlockBootstrap(one, other, blockDays, { resamples: 2000, seed: 1 }) };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
