import { countBars, gainOverMean } from '../../models/evaluation/count-bars.ts';
import { runCountProtocol, type CountRow } from '../../models/evaluation/count-protocol.ts';
import { expectCounts } from '../../models/safety/expect-counts.ts';
import { countMethods } from '../../models/safety/methods.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { CountRowRecord } from '../common/contract/count-records.ts';
import type { Handlers } from '../common/contract/server.ts';

/** What a compute host answers about counts of incidents. */
export const countHandlers: Pick<
  Handlers<ComputeMessages>,
  'compute.evaluate-counts' | 'compute.expect-counts'
> = {
  'compute.evaluate-counts': async ({ counts, split }, { signal, progress }) => {
    const { rows } = await runCountProtocol(counts, countMethods, {
      split,
      signal,
      clock: () => performance.now(),
      onProgress: ({ model, fraction }) => {
        progress({ fraction, stage: 'evaluating', parameters: { model } });
      },
    });
    return { rows: rows.map(recordOf) };
  },

  'compute.expect-counts': async ({ counts, from, to }, { signal, progress }) =>
    await expectCounts(counts, from, to, {
      signal,
      onProgress: ({ model, fraction }) => {
        progress({ fraction, stage: 'expecting', parameters: { model } });
      },
    }),
};

function recordOf(row: CountRow): CountRowRecord {
  const { method, title, isBenchmark, fitSeconds } = row;
  const chosen: Record<string, number | null> = {};
  for (const [name, value] of Object.entries(row.chosen))
    chosen[name] = Number.isFinite(value) ? value : null;
  return {
    ...{ method, title, isBenchmark, fitSeconds, chosen },
    categories: row.categories.map((cell) => ({
      category: cell.category,
      logScore: cell.logScore,
      hits: [...cell.hits],
      observedOverExpected: [...cell.observedOverExpected],
      expectedByTenth: [...cell.expectedByTenth],
      slope: cell.slope,
      against: [...cell.against],
      bars: isBenchmark ? null : countBars(cell),
      overMean: isBenchmark ? null : gainOverMean(cell),
    })),
  };
}
